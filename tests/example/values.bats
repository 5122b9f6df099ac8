# What the program makes of the example project.

setup() {
    root=$BATS_TEST_DIRNAME/../..
    program=${SOZIALRAUM:-$root/build/sozialraum}
    project=$BATS_TEST_TMPDIR/project
    mkdir "$project"
    cp -r "$root/sozialraum.ini" "$root/shapes" "$root/indicators" "$root/styles" "$project"
}

@test "the example has no finding" {
    run "$program" -C "$project" check
    [ "$status" -eq 0 ]
    [[ "$output" == *"0 Fehler"* && "$output" != *Warnung* ]]
}

@test "all values of the example agree with a second computation to 1e-9" {
    "$program" -C "$project" table --format csv -o "$BATS_TEST_TMPDIR/values.csv"
    run perl "$root/tests/example/recompute.pl" "$project" "$BATS_TEST_TMPDIR/values.csv"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "no two printed values contradict their classes, in all indicators and years" {
    "$program" -C "$project" table --format csv -o "$BATS_TEST_TMPDIR/values.csv"
    run perl "$root/tests/commands/classes.pl" "$project/indicators" "$BATS_TEST_TMPDIR/values.csv"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "boundaries of another day, datum and format take their place as docs/grenzen.md says" {
    shapefile=$root/../shared/data/vg5000_2021/VG5000_GEM.shp
    [ -e "$shapefile" ] || skip "the VG5000 of 2021 is not beside the checkout"
    sed -e "s|^file=.*|file=$(realpath "$shapefile")|; /^layer=/d; s/GF = 4/GF = 9/" \
        "$project/shapes/vg250-heute.ini.beispiel" > "$project/shapes/vg250-heute.ini"
    sed -i 's/^boundaries=.*/boundaries=vg250-heute/; s/^scheme=.*/scheme=leiningerland-2018/' \
        "$project/sozialraum.ini"
    run "$program" -C "$project" check
    [ "$status" -eq 0 ]
    [[ "$output" == *"48 Gemeinden, 8 Verbandsgemeinden, 4 Regionen"* ]]
}

@test "every sentence of the two pages is true, and a false one is noticed" {
    "$program" -C "$project" -q table --format csv -o "$BATS_TEST_TMPDIR/values.csv"
    "$program" -C "$project" -q atlas kurzfassung -o "$BATS_TEST_TMPDIR/a.pdf"
    first=$(for page in 1 2 3 4; do
        pdftotext -f $page -l $page "$BATS_TEST_TMPDIR/a.pdf" - | grep -q "Die größten Unterschiede" && echo $page
    done | head -n 1)
    pdftotext -f "$first" -l $((first + 1)) "$BATS_TEST_TMPDIR/a.pdf" "$BATS_TEST_TMPDIR/text"
    run perl "$root/tests/example/sentences.pl" "$project" "$BATS_TEST_TMPDIR/values.csv" "$BATS_TEST_TMPDIR/text"
    echo "$output"
    [ "$status" -eq 0 ]
    sed -i 's/Haßloch mit/Grünstadt mit/; s/gestiegen/gesunken/' "$BATS_TEST_TMPDIR/text"
    run perl "$root/tests/example/sentences.pl" "$project" "$BATS_TEST_TMPDIR/values.csv" "$BATS_TEST_TMPDIR/text"
    [ "$status" -eq 1 ]
}

@test "the volume of tables and the booklet of a region are made of all indicators" {
    for atlas in tabellenband region; do
        "$program" -C "$project" -q atlas $atlas -o "$BATS_TEST_TMPDIR/$atlas.pdf"
        qpdf --check "$BATS_TEST_TMPDIR/$atlas.pdf" > /dev/null
    done
    pdftotext -layout "$BATS_TEST_TMPDIR/tabellenband.pdf" - | grep -q "Weidenthal"
}
