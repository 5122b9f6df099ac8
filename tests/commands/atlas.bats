# The atlases from the command line.
load helper

setup() {
    project=$BATS_TEST_TMPDIR/project
    copy_project "$project"
    keep_indicators "$project" bevoelkerung bevoelkerungsdichte anteil-u18 kinderarmut
}

# Keeps the head and the rows of Haßloch of a table.
keep_hassloch() {
    local kept
    kept=$(head -n 1 "$1"; tail -n +2 "$1" | grep -a -e 07332025 -e 073320025025)
    printf '%s\n' "$kept" >"$1"
}

@test "a definition that is wrong is told by name, and nothing is written" {
    printf 'chapters=gibtsnicht\nsections=title;anhang\n' >>"$project/styles/atlas/gesamt.ini"
    run sozialraum -C "$project" atlas -o "$BATS_TEST_TMPDIR/a.pdf"
    [ "$status" -eq 1 ]
    [[ $output == *gibtsnicht* ]]
    [[ $output == *anhang* ]]
    [ ! -e "$BATS_TEST_TMPDIR/a.pdf" ]
}

@test "an atlas that is not there" {
    run sozialraum -C "$project" atlas nirgends -o "$BATS_TEST_TMPDIR/a.pdf"
    [ "$status" -eq 1 ]
    [[ $output == *nirgends* ]]
}

@test "a foreword with a picture names file and line" {
    printf 'Text\n\n![Bild](bild.png)\n' >"$project/styles/atlas/vorwort.md"
    run sozialraum -C "$project" atlas -o "$BATS_TEST_TMPDIR/a.pdf"
    [ "$status" -eq 1 ]
    [[ $output == *vorwort.md* ]]
}

@test "a comment stands on the page of its indicator" {
    printf 'Hier wurde **gezählt**.\n' >"$project/indicators/anteil-u18.md"
    sozialraum -C "$project" -q atlas -o "$BATS_TEST_TMPDIR/a.pdf"
    pdftotext "$BATS_TEST_TMPDIR/a.pdf" - | grep -q "Hier wurde gezählt"
}

@test "schemes stand beside each other where more than one is published" {
    echo 'indicators=bevoelkerung' >> "$project/sozialraum.ini"
    sozialraum -C "$project" -q atlas -o "$BATS_TEST_TMPDIR/a.pdf"
    qpdf --check "$BATS_TEST_TMPDIR/a.pdf" >/dev/null
    pdfinfo -struct-text "$BATS_TEST_TMPDIR/a.pdf" >"$BATS_TEST_TMPDIR/tags"
    grep -q "Wer wechselt, gegenüber der Einteilung Vier Sozialräume" "$BATS_TEST_TMPDIR/tags"
    pdftotext -layout "$BATS_TEST_TMPDIR/a.pdf" "$BATS_TEST_TMPDIR/text"
    # in the contents, with the page it stands on
    page=$(grep -oE "Einteilungen im Vergleich[ .]+[0-9]+" "$BATS_TEST_TMPDIR/text" | head -n 1 | grep -oE "[0-9]+$")
    pdftotext -layout -f "$page" -l "$page" "$BATS_TEST_TMPDIR/a.pdf" - | grep -q "Haßloch  *Region 3 Haßloch  *Beispielregion Süd"
    sed -i 's/^schemes=/# schemes=/' "$project/sozialraum.ini"
    sozialraum -C "$project" -q atlas -o "$BATS_TEST_TMPDIR/b.pdf"
    ! pdftotext "$BATS_TEST_TMPDIR/b.pdf" - | grep -q "Einteilungen im Vergleich"
}

@test "what schemes are compared by is checked" {
    echo 'indicators=bevoelkerun' >> "$project/sozialraum.ini"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output == *bevoelkerun* ]]
}

@test "index, glossary, facilities and the parts of an index stand in the atlas" {
    sozialraum -C "$project" -q atlas -o "$BATS_TEST_TMPDIR/a.pdf"
    pdftotext -layout "$BATS_TEST_TMPDIR/a.pdf" "$BATS_TEST_TMPDIR/text"
    grep -q "Verzeichnis der Gemeinden" "$BATS_TEST_TMPDIR/text"
    grep -qE "Forst an der Weinstraße .*VG Deidesheim, Seite.[0-9]+" "$BATS_TEST_TMPDIR/text"
    grep -q "Glossar" "$BATS_TEST_TMPDIR/text"
    grep -qE "Kita Haßloch 1 .*Kita +75" "$BATS_TEST_TMPDIR/text"
    # Every page the index names is the page of that profile.
    page=$(grep -oE "VG Deidesheim, Seite.[0-9]+" "$BATS_TEST_TMPDIR/text" | head -n 1 | grep -oE "[0-9]+$")
    pdftotext -f "$page" -l "$page" "$BATS_TEST_TMPDIR/a.pdf" - | grep -q "VG Deidesheim"
}

@test "a facility that lies nowhere is told with file and row" {
    printf 'name;kind;lon;lat\nWo;Kita;8.1;199\n' >"$project/shapes/points/kitas.csv"
    run sozialraum -C "$project" atlas -o "$BATS_TEST_TMPDIR/a.pdf"
    [ "$status" -eq 1 ]
    [[ $output == *kitas.csv* ]]
    [[ $output == *"Zeile 2"* ]]
    [ ! -e "$BATS_TEST_TMPDIR/a.pdf" ]
}

@test "the booklet of one region tells of no other" {
    sozialraum -C "$project" -q atlas region --area 4 -o "$BATS_TEST_TMPDIR/a.pdf"
    text=$(pdftotext "$BATS_TEST_TMPDIR/a.pdf" -)
    [[ $text == *"VG Deidesheim"* ]]
    [[ $text != *"VG Freinsheim"* ]]
    run sozialraum -C "$project" atlas region --area 9 -o "$BATS_TEST_TMPDIR/b.pdf"
    [ "$status" -eq 1 ]
}

@test "a county of one Gemeinde has an atlas and a workbook" {
    keep_indicators "$project" bevoelkerung bevoelkerungsdichte anteil-u18
    cd "$project/indicators/data"
    for file in *.ini; do
        case $file in
            flaeche.ini | gemeindeverzeichnis-2018.ini | beispiel-bevoelkerung.ini) ;;
            *) rm "$file" ;;
        esac
    done
    keep_hassloch flaeche.csv
    keep_hassloch gemeindeverzeichnis-2018.csv
    keep_hassloch beispiel/bevoelkerung-alter.csv
    keep_hassloch "$project/shapes/regions/vier-regionen-2010.csv"
    keep_hassloch "$project/shapes/regions/drei-regionen-beispiel.csv"
    grep -q 07332025 flaeche.csv
    echo "filter=ags = '07332025'" >>"$project/shapes/gemeinden.ini"
    sozialraum -C "$project" -q atlas -o "$BATS_TEST_TMPDIR/a.pdf"
    pdftotext "$BATS_TEST_TMPDIR/a.pdf" - | grep -q "1 Gemeinde · 1 Region"
    qpdf --check "$BATS_TEST_TMPDIR/a.pdf"
    sozialraum -C "$project" -q table --format xlsx -o "$BATS_TEST_TMPDIR/t.xlsx"
    [ -s "$BATS_TEST_TMPDIR/t.xlsx" ]
}

@test "a workbook wants a file to go to" {
    run sozialraum -C "$project" table --format xlsx
    [ "$status" -eq 2 ]
    run sozialraum -C "$project" table --format xlsx -o /nowhere/t.xlsx
    [ "$status" -eq 3 ]
    [[ $output == *"/nowhere/t.xlsx"* ]]
}

@test "every page but the title and the imprint names whose count of people is divided by" {
    sozialraum -C "$project" -q atlas -o "$BATS_TEST_TMPDIR/a.pdf"
    pages=$(pdfinfo "$BATS_TEST_TMPDIR/a.pdf" | sed -n 's/^Pages: *//p')
    [ "$pages" -gt 6 ]
    n=0
    for ((page = 1; page <= pages; page++)); do
        pdftotext -f "$page" -l "$page" "$BATS_TEST_TMPDIR/a.pdf" - |
            grep -q 'Bevölkerung: Fortschreibung (31.12.)' && n=$((n + 1))
    done
    [ "$n" -ge $((pages - 2)) ]
}

# Nothing of the page stands beyond its margins: 18 mm are 51 points, of which a rim is let.
inside_the_page() {
    pdftotext -bbox "$1" "$BATS_TEST_TMPDIR/boxes"
    [ "$(grep -c '<word' "$BATS_TEST_TMPDIR/boxes")" -gt 100 ]
    [ -z "$(grep '<word' "$BATS_TEST_TMPDIR/boxes" | awk -F'"' '$2 < 40 || $6 > 556')" ]
}

@test "titles of 300 letters, in one word or in many, stay within the page" {
    for title in "$(printf 'Donaudampfschifffahrtsgesellschaft%.0s' {1..9})" "$(printf 'Lange Wörter und kurze %.0s' {1..13})"; do
        sed -i "s/^title=.*/title=${title:0:300}/" "$project/indicators/anteil-u18.ini" "$project/styles/atlas/gesamt.ini"
        sed -i "0,/^title=.*/s//title=${title:0:300}/" "$project/sozialraum.ini" "$project/indicators/kapitel.ini"
        sed -i "s/^editor=.*/editor=${title:0:300}/" "$project/sozialraum.ini"
        sozialraum -C "$project" -q atlas -o "$BATS_TEST_TMPDIR/a.pdf"
        qpdf --check "$BATS_TEST_TMPDIR/a.pdf"
        inside_the_page "$BATS_TEST_TMPDIR/a.pdf"
        # A long editor does not push out whose people are counted.
        pdftotext "$BATS_TEST_TMPDIR/a.pdf" - | grep -q "… · Bevölkerung: Fortschreibung"
        sozialraum -C "$project" -q table --format xlsx -o "$BATS_TEST_TMPDIR/t.xlsx"
        [ -s "$BATS_TEST_TMPDIR/t.xlsx" ]
    done
}

@test "names of 60 letters without a blank break no column" {
    name=$(printf 'Langername%.0s' {1..6})
    sed -i '/^checksum=/d' "$project/shapes/gemeinden.ini"
    sed -i "s/Weisenheim am Sand/$name/" "$project"/shapes/gemeinden.geojson "$project"/shapes/regions/*.csv
    sed -i "s/Region 3 Haßloch/$name/" "$project"/shapes/regions/*.csv
    sozialraum -C "$project" -q atlas -o "$BATS_TEST_TMPDIR/a.pdf"
    qpdf --check "$BATS_TEST_TMPDIR/a.pdf"
    inside_the_page "$BATS_TEST_TMPDIR/a.pdf"
    # Cut in the bars, in full elsewhere.
    pdftotext "$BATS_TEST_TMPDIR/a.pdf" "$BATS_TEST_TMPDIR/text"
    grep -q "Langername.*…" "$BATS_TEST_TMPDIR/text"
    sozialraum -C "$project" -q table --format xlsx -o "$BATS_TEST_TMPDIR/t.xlsx"
    unzip -p "$BATS_TEST_TMPDIR/t.xlsx" xl/sharedStrings.xml | grep -q "$name"
}

@test "a chapter without an indicator has no page; one that is asked for is told" {
    printf '\n[chapter leer]\ntitle=Leeres Kapitel\n' >>"$project/indicators/kapitel.ini"
    sozialraum -C "$project" -q atlas -o "$BATS_TEST_TMPDIR/a.pdf"
    ! pdftotext "$BATS_TEST_TMPDIR/a.pdf" - | grep -q "Leeres Kapitel"
    echo 'chapters=leer;demografie' >>"$project/styles/atlas/gesamt.ini"
    run sozialraum -C "$project" atlas -o "$BATS_TEST_TMPDIR/b.pdf"
    [ "$status" -eq 1 ]
    [[ $output == *"gesamt.ini"*"„leer“ hat keinen Indikator"* ]]
    [ ! -e "$BATS_TEST_TMPDIR/b.pdf" ]
}

@test "an indicator without values in the county has no page, and check says so" {
    sed 's/^title=.*/title=Leere Quote/; s/^numerator=.*/numerator=leer/' "$project/indicators/anteil-u18.ini" \
        >"$project/indicators/leere-quote.ini"
    printf 'ags;Jahr;Zahl\n07332002;2018;.\n' >"$project/indicators/data/leer.csv"
    sed -e '/^\[variable/,$d' -e 's/^file=.*/file=leer.csv/' "$project/indicators/data/flaeche.ini" >"$project/indicators/data/leer.ini"
    printf '[variable leer]\ncolumn=Zahl\ntitle=Leer\n' >>"$project/indicators/data/leer.ini"
    run sozialraum -C "$project" check
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == *"leere-quote"* ]]
    sozialraum -C "$project" -q atlas -o "$BATS_TEST_TMPDIR/a.pdf"
    ! pdftotext "$BATS_TEST_TMPDIR/a.pdf" - | grep -q "Leere Quote"
    sozialraum -C "$project" -q table --format xlsx -o "$BATS_TEST_TMPDIR/t.xlsx"
    [ -s "$BATS_TEST_TMPDIR/t.xlsx" ]
}

@test "Markdown that cannot be set is told with file and line, in comments too" {
    for text in '- eins\n   - zwei\n' 'Text\n\n![Bild](fehlt.png)\n' 'Text\n\n<script>x</script>\n'; do
        printf -- "$text" >"$project/indicators/anteil-u18.md"
        run sozialraum -C "$project" atlas -o "$BATS_TEST_TMPDIR/a.pdf"
        echo "$output"
        [ "$status" -eq 1 ]
        [[ $output =~ indicators/anteil-u18\.md:[0-9]+: ]]
        [ ! -e "$BATS_TEST_TMPDIR/a.pdf" ]
    done
    # What is only not closed is text.
    printf '**fett ohne Ende [Verweis](\n' >"$project/indicators/anteil-u18.md"
    sozialraum -C "$project" -q atlas -o "$BATS_TEST_TMPDIR/a.pdf"
    pdftotext "$BATS_TEST_TMPDIR/a.pdf" - | grep -q "fett ohne Ende"
}

@test "a workbook that another program keeps open is left alone, and it is said" {
    book=$BATS_TEST_TMPDIR/t.xlsx
    mkdir "$BATS_TEST_TMPDIR/folder"
    for path in "$BATS_TEST_TMPDIR/folder" /dev/full; do
        run sozialraum -C "$project" table --format xlsx -o "$path"
        [ "$status" -eq 3 ]
        [[ $output == *"$path"* ]]
    done
    [ -c /dev/full ]
    echo alt >"$book"
    chattr +i "$book" 2>/dev/null || skip "no file can be locked here"
    run sozialraum -C "$project" table --format xlsx -o "$book"
    chattr -i "$book"
    [ "$status" -eq 3 ]
    [[ $output == *"$book"*"geöffnet"* ]]
    [ "$(cat "$book")" = alt ]
    [ "$(ls "$BATS_TEST_TMPDIR" | grep -c t.xlsx)" -eq 1 ]
}

@test "a style whose pages are too small for an atlas is refused before anything is drawn" {
    sed -i 's/^styles=druck/styles=bildschirm/' "$project/sozialraum.ini"
    run sozialraum -C "$project" atlas -o "$BATS_TEST_TMPDIR/x.pdf"
    [ "$status" -eq 1 ]
    [[ $output == *"180 × 260 mm"*bildschirm*"240 × 160 mm"* ]]
    [ ! -e "$BATS_TEST_TMPDIR/x.pdf" ]
}

@test "the opening table of a chapter tells the year of most rows once, and each other one" {
    project=$BATS_TEST_TMPDIR/whole
    copy_read_project "$project"
    keep_indicators "$project" anteil-u18 bevoelkerungsdichte siedlungsanteil
    sozialraum -C "$project" -q atlas gesamt -o "$BATS_TEST_TMPDIR/a.pdf"
    pdftotext -layout "$BATS_TEST_TMPDIR/a.pdf" "$BATS_TEST_TMPDIR/text"
    sed -n '/Indikator (2018/,/Was in diesem\|Seite [0-9]*$/p' "$BATS_TEST_TMPDIR/text" > "$BATS_TEST_TMPDIR/table"
    grep -q '(2023)' "$BATS_TEST_TMPDIR/table"
    grep -q 'Anteil der unter 18-Jährigen  ' "$BATS_TEST_TMPDIR/table"
    refute grep -q 'Jährigen (2018)\|dichte (2018)' "$BATS_TEST_TMPDIR/table"
}
