# Other ways to draw an indicator: map --kind.
load helper

text_of() {
    pdftotext "$1" - | tr '\n' ' '
}

@test "every kind draws a page" {
    cd "$BATS_TEST_TMPDIR"
    for kind in symbols deviation years smoothed clusters numbers points; do
        sozialraum -C "$project" map eckwert --level gemeinde --kind "$kind" -o "$kind.pdf"
        qpdf --check "$kind.pdf" > /dev/null
    done
    [[ $(text_of deviation.pdf) == *"= 100"* ]]
    [[ $(text_of years.pdf) == *"Alle Gebiete zusammen: 2014 "*", 2018 "* ]]
    [[ $(text_of clusters.pdf) == *"hoch neben hoch"* ]]
    [[ $(text_of points.pdf) == *Beratungsstelle* ]]
    [[ $(text_of numbers.pdf) == *"48 Weisenheim am Sand"* ]]
    [[ $(text_of smoothed.pdf) == *geglättet* || $(text_of smoothed.pdf) == *Geglättet* ]]
}

@test "the name of a file says the kind" {
    mkdir "$BATS_TEST_TMPDIR/maps"
    sozialraum -C "$project" map eckwert --kind numbers -o "$BATS_TEST_TMPDIR/maps"
    ls "$BATS_TEST_TMPDIR/maps" | grep -q '^eckwert\..*\.numbers\.pdf$'
}

@test "an unknown kind is a mistake of usage and names the others" {
    run sozialraum -C "$project" map eckwert --kind cubes
    [ "$status" -eq 2 ]
    [[ $output == *deviation* ]]
}

@test "what cannot be drawn so is said" {
    run sozialraum -C "$project" map bevoelkerung --kind smoothed -o "$BATS_TEST_TMPDIR/x.pdf"
    [ "$status" -eq 1 ]
    [[ $output == *bevoelkerung* ]]
    run sozialraum -C "$project" map eckwert --level region --kind clusters -o "$BATS_TEST_TMPDIR/x.pdf"
    [ "$status" -eq 1 ]
    [[ $output == *"nur unter den Gemeinden"* ]]
    run sozialraum -C "$project" map siedlungsanteil --kind years -o "$BATS_TEST_TMPDIR/x.pdf"
    [ "$status" -eq 1 ]
    rm "$project"/shapes/points/*.csv
    run sozialraum -C "$project" map eckwert --kind points -o "$BATS_TEST_TMPDIR/x.pdf"
    [ "$status" -eq 1 ]
    [ ! -e "$BATS_TEST_TMPDIR/x.pdf" ]
}

@test "a facility that is nowhere is told with file and row" {
    printf 'name;kind;lon;lat;capacity\nA;Kita;8.1;49.4;\nB;Kita;hier;49.4;\n' \
        > "$project/shapes/points/kitas.csv"
    run sozialraum -C "$project" map eckwert --kind points -o "$BATS_TEST_TMPDIR/x.pdf"
    [ "$status" -eq 1 ]
    [[ $output == *kitas.csv* ]]
    [[ $output == *3* ]]
    [[ $output == *hier* ]]
}

@test "SVG names each area by its key, with its value" {
    sozialraum -C "$project" map siedlungsanteil --level gemeinde --format svg -o "$BATS_TEST_TMPDIR/x.svg"
    [ "$(grep -c '<g id="a07332' "$BATS_TEST_TMPDIR/x.svg")" -eq 48 ]
    grep -q '<g id="a07332025"><title>Haßloch: 24,1</title>' "$BATS_TEST_TMPDIR/x.svg"
}

# The least value of an attribute of an SVG, in its unit, the millimetre.
least() {
    grep -o " $1=\"[0-9.]*" "$2" | sed 's/.*"//' | sort -g | head -n 1
}

@test "in every kind and style: no line under 0.2 mm, no type under 7 pt, less than 200 kB" {
    cd "$BATS_TEST_TMPDIR"
    for style in druck graustufen bildschirm halbseite; do
        for kind in symbols deviation years smoothed clusters points; do
            sozialraum -C "$project" -q map alleinerziehende --kind $kind --style $style --format svg -o x.svg
            awk -v thin="$(least stroke-width x.svg)" -v small="$(least font-size x.svg)" -v of="$kind $style" \
                'BEGIN { if (thin < 0.2 || small < 7 * 25.4 / 72 - 0.01) { print of, thin, small; exit 1 } }'
        done
        sozialraum -C "$project" -q map alleinerziehende --kind deviation --style $style -o x.pdf
        [ "$(wc -c < x.pdf)" -lt 200000 ]
    done
}

@test "what lies below the Kreis has minus signs, in colour and in grey; nothing else has" {
    cd "$BATS_TEST_TMPDIR"
    for style in druck graustufen; do
        sozialraum -C "$project" -q map alleinerziehende --kind deviation --style $style --format svg -o two.svg
        sozialraum -C "$project" -q map alleinerziehende --style $style --format svg -o one.svg
        [ "$(grep -c clipPath two.svg)" -gt 10 ]
        [ "$(grep -c clipPath one.svg)" -eq 0 ]
    done
}
