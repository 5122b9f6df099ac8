# Several maps in one run, their data, sizes for screens, logos.
load helper

@test "every indicator at every level in every period, drawn at once" {
    sozialraum -C "$project" -q map bevoelkerung siedlungsanteil --level gemeinde --level region -o "$BATS_TEST_TMPDIR/maps"
    [ "$(cd "$BATS_TEST_TMPDIR/maps" && ls | tr '\n' ' ')" = "bevoelkerung.gemeinde.2018.pdf bevoelkerung.region.2018.pdf siedlungsanteil.gemeinde.2023.pdf siedlungsanteil.region.2023.pdf " ]
    sozialraum -C "$project" -q map eckwert --period 2016 --period 2017 -o "$BATS_TEST_TMPDIR/years"
    [ "$(cd "$BATS_TEST_TMPDIR/years" && ls | tr '\n' ' ')" = "eckwert.gemeinde.2016.pdf eckwert.gemeinde.2017.pdf " ]
    # Alone or among others, a map has the same bytes.
    sozialraum -C "$project" -q map siedlungsanteil --level region -o "$BATS_TEST_TMPDIR/alone.pdf"
    cmp "$BATS_TEST_TMPDIR/alone.pdf" "$BATS_TEST_TMPDIR/maps/siedlungsanteil.region.2023.pdf"
}

@test "one mistake among several: nothing is written" {
    run sozialraum -C "$project" map eckwert siedlungsanteil --period 2018 -o "$BATS_TEST_TMPDIR/maps"
    [ "$status" -eq 1 ]
    [[ $output == *siedlungsanteil*2023* ]]
    [ -z "$(ls -A "$BATS_TEST_TMPDIR/maps" 2> /dev/null)" ]
}

@test "--data writes the rows of values.csv beside the map" {
    sozialraum -C "$project" -q map eckwert --level region --data -o "$BATS_TEST_TMPDIR/x.pdf"
    sozialraum -C "$project" -q table eckwert --level region --format csv -o "$BATS_TEST_TMPDIR/all.csv"
    [ "$(wc -l < "$BATS_TEST_TMPDIR/x.csv")" -eq 5 ]
    refute grep -vxFf "$BATS_TEST_TMPDIR/all.csv" "$BATS_TEST_TMPDIR/x.csv"
    sozialraum -C "$project" -q map eckwert --level region --kind years --data -o "$BATS_TEST_TMPDIR/y.pdf"
    [ "$(wc -l < "$BATS_TEST_TMPDIR/y.csv")" -eq 21 ]
}

# The width, height and pixels per metre that a PNG says it has.
png_head() {
    od -An -tu1 -v -N 65 "$1" | tr -s ' \n' ' ' | awk '{
        print ($17 * 16777216 + $18 * 65536 + $19 * 256 + $20), ($21 * 16777216 + $22 * 65536 + $23 * 256 + $24) }'
}

@test "a PNG for screens comes in one and in two pixels a point" {
    cd "$BATS_TEST_TMPDIR"
    sozialraum -C "$project" -q map eckwert --style bildschirm --level region --format png -o one.png
    sozialraum -C "$project" -q map eckwert --style bildschirm --level region --format png@2x -o "$BATS_TEST_TMPDIR/two/"
    [ "$(png_head one.png)" = "908 605" ]
    [ "$(png_head "two/eckwert.region.2018.bildschirm@2x.png")" = "1815 1210" ]
    run sozialraum -C "$project" map eckwert --format gif
    [ "$status" -eq 2 ]
    [[ $output == *png@2x* ]]
}

@test "build writes the formats that are asked for" {
    keep_indicators "$project" siedlungsanteil bevoelkerung
    sed -i 's/^styles=druck/styles=druck;bildschirm\nformats=svg;png@2x/' "$project/sozialraum.ini"
    sozialraum -C "$project" -q build
    cd "$project/output/maps"
    [ "$(ls siedlungsanteil.gemeinde.* | tr '\n' ' ')" = "siedlungsanteil.gemeinde.2023.bildschirm.svg siedlungsanteil.gemeinde.2023.bildschirm@2x.png siedlungsanteil.gemeinde.2023.csv siedlungsanteil.gemeinde.2023.svg siedlungsanteil.gemeinde.2023@2x.png " ]
}

@test "a coat of arms as SVG stays lines in PDF and is itself in SVG" {
    printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0H20V10H0Z" fill="#012345"/></svg>' \
        > "$project/styles/wappen.svg"
    printf '\n[foot]\nlogo=wappen.svg\n' >> "$project/styles/druck.ini"
    sozialraum -C "$project" -q map siedlungsanteil -o "$BATS_TEST_TMPDIR/x.pdf"
    [ -z "$(pdfimages -list "$BATS_TEST_TMPDIR/x.pdf" | tail -n +3)" ]
    qpdf --qdf --object-streams=disable "$BATS_TEST_TMPDIR/x.pdf" - | grep -aq '^0.00392157 0.137255 0.270588 rg'
    sozialraum -C "$project" -q map siedlungsanteil --format svg -o "$BATS_TEST_TMPDIR/x.svg"
    grep -q 'href="data:image/svg+xml;base64,' "$BATS_TEST_TMPDIR/x.svg"
}

@test "a logo that is no picture is told with the file" {
    for content in 'no picture' '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>' '<svg' ''; do
        printf '%s' "$content" > "$project/styles/wappen.svg"
        sed -i '/^\[foot\]/,$d' "$project/styles/druck.ini"
        printf '\n[foot]\nlogo=wappen.svg\n' >> "$project/styles/druck.ini"
        run sozialraum -C "$project" map siedlungsanteil -o "$BATS_TEST_TMPDIR/x.pdf"
        [ "$status" -eq 1 ]
        [[ $output == *wappen.svg* ]]
        [ ! -e "$BATS_TEST_TMPDIR/x.pdf" ]
    done
}
