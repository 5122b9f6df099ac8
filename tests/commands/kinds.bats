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
    for id in bevoelkerung bevoelkerung-veraenderung sozialstruktur-index; do
        run sozialraum -C "$project" map $id --kind deviation -o "$BATS_TEST_TMPDIR/x.pdf"
        [ "$status" -eq 1 ]
        [[ $output == *"$id ist ein"* ]]
    done
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

# $1 kinds of facilities, two of each, in the middle of the county.
kinds_of_facilities() {
    rm "$project"/shapes/points/*.csv
    echo 'name;kind;lon;lat;capacity'
    for i in $(seq "$1"); do
        printf 'A%d;Art %02d;8.1%02d;49.46;\nB%d;Art %02d;8.1%02d;49.49;\n' "$i" "$i" "$i" "$i" "$i" "$i"
    done
}

@test "ten kinds of facilities have ten signs; more are refused, none is drawn by accident" {
    cd "$BATS_TEST_TMPDIR"
    for n in 6 10; do
        kinds_of_facilities "$n" > orte.csv
        mv orte.csv "$project/shapes/points"
        sozialraum -C "$project" map eckwert --kind points --format svg -o x.svg
        [[ $(cat x.svg) == *"Art 06"* ]]
    done
    kinds_of_facilities 11 > orte.csv
    mv orte.csv "$project/shapes/points"
    run sozialraum -C "$project" map eckwert --kind points -o y.pdf
    [ "$status" -eq 1 ]
    [[ $output == *"11 Arten"*"10 Zeichen"* ]]
    [ ! -e y.pdf ]
}

@test "negative amounts are open circles, with a row of the legend" {
    cd "$BATS_TEST_TMPDIR"
    printf '%s\n' '[indicator]' title=Saldo chapter=demografie 'numerator=zuzuege - fortzuege' kind=count \
        interval=none decimals=0 '[map]' kind=symbols > "$project/indicators/saldo.ini"
    sozialraum -C "$project" map saldo --level gemeinde --format svg -o x.svg --data
    negative=$(awk -F, 'NR > 1 && $9 < 0' x.csv | wc -l)
    positive=$(awk -F, 'NR > 1 && $9 > 0' x.csv | wc -l)
    [ "$negative" -gt 5 ]
    [ "$positive" -gt 5 ]
    # One more of the open ones in the legend; three sizes of the filled ones.
    [ "$(grep -c 'fill="#ffffff".*stroke-width="0.4"' x.svg)" -eq $((negative + 1)) ]
    [ "$(grep -c 'fill="#3f454b"' x.svg)" -eq $((positive + 3)) ]
    # Each, open or filled, has a halo of paper below it.
    [ "$(grep 'fill="#ffffff" d="[^"]*C' x.svg | grep -vc stroke)" -eq $((negative + positive + 4)) ]
    [[ $(cat x.svg) == *"unter 0"* ]]
    # Where none is below 0 there is no such row.
    sozialraum -C "$project" map bevoelkerung --level gemeinde --format svg -o y.svg
    [[ $(cat y.svg) != *"unter 0"* ]]
}

@test "a facility outside the county is told with file and row and counted nowhere" {
    cd "$BATS_TEST_TMPDIR"
    sozialraum -C "$project" map eckwert --kind points -o before.pdf
    echo 'Fern (Beispiel);Kita;13.40;52.52;50' >> "$project/shapes/points/kitas.csv"
    row=$(grep -c '' "$project/shapes/points/kitas.csv")
    run sozialraum -C "$project" map eckwert --kind points -o after.pdf
    [ "$status" -eq 0 ]
    [[ $output == *"Zeile $row"*Fern* ]]
    [ "$(text_of before.pdf)" = "$(text_of after.pdf)" ]
    run sozialraum -C "$project" check
    [ "$status" -eq 0 ]
    [[ $output == *"Zeile $row"*Fern* ]]
    printf 'name;kind;lon;lat;capacity\nFern;Kita;13.4;52.5;\n' > orte.csv
    rm "$project"/shapes/points/*.csv
    mv orte.csv "$project/shapes/points"
    run sozialraum -C "$project" map eckwert --kind points -o none.pdf
    [ "$status" -eq 1 ]
    [ ! -e none.pdf ]
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

# The thinnest line that a PDF strokes, in mm: widths times the scale they are drawn in.
thinnest() {
    qpdf --qdf --object-streams=disable "$1" - | LC_ALL=C awk '
        function scale() { return sqrt(s < 0 ? -s : s) }
        BEGIN { s = 1; w = 1; least = 1000 }
        /^stream$/ { inside = 1; s = 1; w = 1; top = 0; next }
        /^endstream$/ { inside = 0; next }
        inside {
            for (i = 1; i <= NF; i++) {
                if ($i == "q") { keep_s[top] = s; keep_w[top++] = w }
                else if ($i == "Q" && top > 0) { s = keep_s[--top]; w = keep_w[top] }
                else if ($i == "cm") s *= $(i - 6) * $(i - 3) - $(i - 5) * $(i - 4)
                else if ($i == "w") w = $(i - 1)
                else if ($i ~ /^(S|s|B|b|B\*|b\*)$/ && w * scale() < least) least = w * scale()
            }
        }
        END { printf "%.3f\n", least * 25.4 / 72 }'
}

@test "no PDF strokes a line under 0.2 mm: maps of every style, charts of the atlas" {
    cd "$BATS_TEST_TMPDIR"
    for style in druck graustufen bildschirm halbseite; do
        for kind in symbols points years; do
            sozialraum -C "$project" -q map eckwert --kind $kind --style $style -o x.pdf
            awk -v thin="$(thinnest x.pdf)" -v of="$kind $style" \
                'BEGIN { if (thin < 0.198 || thin > 1) { print of, thin; exit 1 } }'
        done
    done
    sozialraum -C "$project" -q atlas -o x.pdf
    awk -v thin="$(thinnest x.pdf)" 'BEGIN { if (thin < 0.198 || thin > 1) { print thin; exit 1 } }'
}

@test "a style with an inset draws the crowded part once more, its ids once" {
    printf '[style]\ntitle=Lupe\n[legend]\ninset=true\n' > "$project/styles/lupe.ini"
    sozialraum -C "$project" -q map siedlungsanteil --style lupe -o "$BATS_TEST_TMPDIR/x.svg"
    [ "$(grep -c -e '-mal so groß' "$BATS_TEST_TMPDIR/x.svg")" -eq 1 ]
    [ "$(grep -c '<g id="a07332' "$BATS_TEST_TMPDIR/x.svg")" -eq 48 ]
}

@test "classes and colours that no palette has are refused with file and key" {
    sed -i 's/^classes=.*/classes=60/' "$project/indicators/siedlungsanteil.ini"
    grep -q '^classes=60' "$project/indicators/siedlungsanteil.ini" ||
        sed -i 's/^\[map\]/[map]\nclasses=60/' "$project/indicators/siedlungsanteil.ini"
    run sozialraum -C "$project" map siedlungsanteil -o "$BATS_TEST_TMPDIR/x.pdf"
    [ "$status" -eq 1 ]
    [[ $output == *siedlungsanteil.ini*classes* ]]
    sed -i 's/^classes=60/classes=9/' "$project/indicators/siedlungsanteil.ini"
    sed -i 's/^palette=.*/palette=Kurz/' "$project/indicators/siedlungsanteil.ini"
    printf '\n[palette Kurz]\nkind=sequential\nsource=x\nlicense=CC0-1.0\n3=#eeeeee;#999999;#333333\n' \
        >> "$project/styles/palettes.ini"
    run sozialraum -C "$project" map siedlungsanteil -o "$BATS_TEST_TMPDIR/x.pdf"
    [ "$status" -eq 1 ]
    [[ $output == *Kurz*3* ]]
    [ ! -e "$BATS_TEST_TMPDIR/x.pdf" ]
}
