# The same inputs give the same bytes, wherever and however the program runs.
load helper

setup_file() {
    export plain=$BATS_FILE_TMPDIR/plain
    sh "$BATS_TEST_DIRNAME/../faults/project.sh" "$plain"
    "$SOZIALRAUM" -C "$plain" -q build
}

setup() {
    project=$BATS_TEST_TMPDIR/elsewhere/project
    mkdir "$BATS_TEST_TMPDIR/elsewhere"
    sh "$BATS_TEST_DIRNAME/../faults/project.sh" "$project"
}

# A locale that is not there would prove nothing.
@test "the locales of these tests exist" {
    for name in de_DE.utf8 tr_TR.utf8; do locale -a | grep -qx "$name"; done
}

same_as_plain() {
    "$@" "$SOZIALRAUM" -C "$project" -q build
    diff -r "$plain/output" "$project/output"
}

@test "locale C" { same_as_plain env LC_ALL=C LANGUAGE=en; }
@test "locale de_DE, which writes decimal commas" { same_as_plain env LC_ALL=de_DE.UTF-8 LANGUAGE=de; }
@test "locale tr_TR, where I is not the large i" { same_as_plain env LC_ALL=tr_TR.UTF-8 LANGUAGE=tr; }
@test "a locale and a language that do not exist" { same_as_plain env LC_ALL=xx_YY LANG=xx LANGUAGE=xx; }
@test "time zones on the other side" { same_as_plain env TZ=Pacific/Kiritimati; }
@test "an odd TZ" { same_as_plain env TZ=:nirgends/xx; }
@test "umask 077" {
    umask 077
    same_as_plain env
}
@test "one processor" { same_as_plain taskset -c 0; }

@test "rows of the tables in another order" {
    for table in flaeche gemeindeverzeichnis-2018; do
        file=$project/indicators/data/$table.csv
        { head -1 "$file" && tail -n +2 "$file" | tac; } >"$BATS_TEST_TMPDIR/turned"
        cp "$BATS_TEST_TMPDIR/turned" "$file"
    done
    "$SOZIALRAUM" -C "$project" -q build
    # The report names the inputs' checksums, which differ; all else is equal.
    diff -r -x report.json -x datapackage.json "$plain/output" "$project/output"
}

@test "areas of the scheme in another order" {
    file=$project/shapes/regions/vier-regionen-2010.csv
    { head -1 "$file" && tail -n +2 "$file" | tac; } >"$BATS_TEST_TMPDIR/turned"
    cp "$BATS_TEST_TMPDIR/turned" "$file"
    "$SOZIALRAUM" -C "$project" -q build
    diff "$plain/output/tables/values.csv" "$project/output/tables/values.csv"
}

@test "boundaries in another order" {
    perl -0777 -i -pe 's/^(.*?\n)(.*)(\n\].*)$/$1 . join(",\n", reverse split(\/,\n\/, $2)) . $3/se' "$project/shapes/gemeinden.geojson"
    ! cmp -s "$plain/shapes/gemeinden.geojson" "$project/shapes/gemeinden.geojson"
    sed -i '/^checksum=/d' "$project/shapes/gemeinden.ini"
    "$SOZIALRAUM" -C "$project" -q build
    diff -r -x report.json -x datapackage.json "$plain/output" "$project/output"
}

@test "helps of the register in another order" {
    rm -r "$project"
    copy_project "$project"
    file=$project/indicators/data/beispiel/hilfen.csv
    ids=(hilfen-31 hilfedauer erste-hilfen familienhilfe-kinder)
    sozialraum -C "$project" -q table "${ids[@]}" -o "$BATS_TEST_TMPDIR/one.csv"
    { head -1 "$file" && tail -n +2 "$file" | tac; } >"$BATS_TEST_TMPDIR/turned"
    ! cmp -s "$BATS_TEST_TMPDIR/turned" "$file"
    cp "$BATS_TEST_TMPDIR/turned" "$file"
    rm -r "$project/.cache"
    sozialraum -C "$project" -q table "${ids[@]}" -o "$BATS_TEST_TMPDIR/two.csv"
    cmp "$BATS_TEST_TMPDIR/one.csv" "$BATS_TEST_TMPDIR/two.csv"
    [ "$(wc -l <"$BATS_TEST_TMPDIR/one.csv")" -gt 50 ]
}
