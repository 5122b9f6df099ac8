# A project of another kind than the example: no regions, no scheme table, levels by key
# alone, more areas than a table has room for; and what `check` says before `build` fails.
load helper

# Three levels, all made by keys; the nine Verbandsgemeinden stand in for regions.
make_plain() {
    keep_indicators "$project" bevoelkerungsdichte
    rm -r "$project"/shapes/regions
    find "$project/indicators/data" -type f ! -name 'flaeche*' ! -name 'gemeindeverz*' \
        ! -name 'kreis-zeit*' -delete
    sed -i '/^profiles=/d; /^area=/d; /^scatter=/d; /^chapters=/d; /^indicators=/d' \
        "$project"/styles/atlas/*.ini
    cat > "$project/sozialraum.ini" <<INI
[project]
title=Anderer Landkreis
editor=Amt
boundaries=gemeinden
scheme=schluessel
$(levels_by_key)
[names]
07332=Anderer Landkreis
INI
}

@test "a county without regions, without a table of a scheme" {
    make_plain
    run sozialraum -C "$project" check
    echo "$output"
    [ "$status" -eq 0 ]
    run sozialraum -C "$project" build
    echo "$output"
    [ "$status" -eq 0 ]
    [ -s "$project/output/atlas.pdf" ]
    [ -s "$project/output/maps/bevoelkerungsdichte.verbandsgemeinde.2018.pdf" ] ||
        ls "$project"/output/maps/bevoelkerungsdichte.verbandsgemeinde.*.pdf
    pdftotext -layout "$project/output/atlas.pdf" "$BATS_TEST_TMPDIR/text"
    refute grep -q "Region 1" "$BATS_TEST_TMPDIR/text"
}

@test "check says what is wrong with palette, style and atlas" {
    keep_indicators "$project" bevoelkerungsdichte
    sed -i 's/^palette=.*/palette=Bluse/' "$project/indicators/bevoelkerungsdichte.ini"
    echo 'chapters=demografi' >> "$project/styles/atlas/gesamt.ini"
    run sozialraum -C "$project" check
    echo "$output"
    [ "$status" -eq 1 ]
    [[ $output == *Bluse*Blues* ]]
    [[ $output == *demografi* ]]
    [[ $output == *"2 Fehler"* ]] # each told once
    rm "$project/styles/druck.ini"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output == *druck.ini* ]]
}

@test "an unfinished indicator is no hindrance to the list of variables" {
    keep_indicators "$project" bevoelkerungsdichte
    sozialraum -C "$project" indicator new neu
    run sozialraum -C "$project" list variables
    [ "$status" -eq 0 ]
    [[ $output == *einwohner* ]]
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output == *neu.ini* ]]
}

@test "a wrong word is not called missing too, and a comment behind a value is told" {
    keep_indicators "$project" bevoelkerungsdichte
    sed -i 's/^kind=ratio/kind=quote/; s/^unit=.*/unit=je km # Quadrat/' \
        "$project/indicators/bevoelkerungsdichte.ini"
    run sozialraum -C "$project" check
    echo "$output"
    [[ $output == *quote*ratio* ]]
    [[ $output != *"kind“ fehlt"* ]]
    [[ $output == *"eigene Zeile"* ]]
}

@test "maps go into a folder that is made for them, and map tells where a file went" {
    keep_indicators "$project" bevoelkerungsdichte
    sozialraum -C "$project" map bevoelkerungsdichte -o "$BATS_TEST_TMPDIR/neu/karten/"
    [ -s "$BATS_TEST_TMPDIR"/neu/karten/bevoelkerungsdichte.gemeinde.*.pdf ]
    cd "$BATS_TEST_TMPDIR"
    run sozialraum -C "$project" map bevoelkerungsdichte --format svg
    [ "$status" -eq 0 ]
    [[ $output == *bevoelkerungsdichte.gemeinde.*.svg* ]]
}
