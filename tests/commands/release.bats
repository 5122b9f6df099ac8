# Releasing what is shown and hidden: a draft until then, and bound by it ever after.
load helper

# Real figures of people: not made up, and nobody else may read the files.
make_real() {
    sed -i 's/^synthetic=true/synthetic=false/' "$1/indicators/data/beispiel-hilfen.ini"
    chmod 600 "$1"/indicators/data/beispiel/*.csv
    rm -f "$1"/styles/atlas/kurzfassung.ini
}

# The project with indicators that hang together, as real ones.
read_helps() {
    copy_read_project "$1"
    keep_indicators "$1" eckwert hilfen-ambulant hilfen-teilstationaer fremdunterbringung hilfen-31 \
        hilfen-33 hilfen-34 verhaeltnis-ambulant-stationaer anteil-vollzeitpflege kosten-u21 \
        jugendhilfe-index verfahren-8a anteil-u18
    make_real "$1"
}

setup_file() {
    # A few indicators, to be printed.
    export few=$BATS_FILE_TMPDIR/few
    copy_read_project "$few"
    keep_indicators "$few" eckwert hilfen-34 anteil-u18
    make_real "$few"
    # Helps by kind, group and total, and what is made of them, as tables.
    export all=$BATS_FILE_TMPDIR/all
    read_helps "$all"
    sozialraum -C "$all" -q protect --release > "$BATS_FILE_TMPDIR/said"
}

setup() {
    project=$BATS_TEST_TMPDIR/project
}

# Makes the edition's tables, and tells every row of the pattern that they do not keep to.
broken_promises() {
    mkdir -p "$project/output/tables"
    echo "indicator,scheme,level,period,method,class,lower,upper,count,color" \
        > "$project/output/tables/classes.csv"
    sozialraum -C "$project" -q table -o "$project/output/tables/values.csv"
    awk -F, 'NR == FNR { state[$1 "," $2 "," $3 "," $4 "," $6] = $17; next }
        $8 == "open" || $8 == "closed" {
            now = state[$3 "," $4 "," $5 "," $6 "," $7]
            if (now != ($8 == "open" ? "ok" : "suppressed")) print $0 " now " now; n++ }
        END { if (n < 100) print "no pattern: " n }' \
        "$project/output/tables/values.csv" "$project/indicators/gesperrt.csv"
}

pages_without() {
    for page in $(seq "$(pdfinfo "$1" | awk '/^Pages/ { print $2 }')"); do
        pdftotext -f "$page" -l "$page" "$1" - | grep -q "$2" || echo "$1 page $page"
    done
}

# Seals the pattern anew, as its program would.
seal() {
    local file=$project/indicators/gesperrt.csv
    sed -i '/^sha256,/d' "$file"
    echo "sha256,$(sha256sum "$file" | cut -d' ' -f1)" >> "$file"
}

@test "a draft until released: every page, map, workbook and the report say so" {
    cp -rp "$few" "$project"
    run sozialraum -C "$project" -q build
    echo "$output"
    [ "$status" -eq 0 ]
    for file in "$project"/output/atlas.pdf "$project"/output/maps/*.pdf; do
        run pages_without "$file" ENTWURF
        [ -z "$output" ]
    done
    grep -q '"state" : "draft"' "$project/output/report.json"
    grep -q '"state" : "draft"' "$project/output/datapackage.json"
    [ "$(unzip -p "$project/output/tables/tables.xlsx" xl/sharedStrings.xml | grep -o '<t>ENTWURF' | wc -l)" -gt 1 ]
    sozialraum -C "$project" -q map anteil-u18 -o "$BATS_TEST_TMPDIR/karte.pdf"
    pdftotext "$BATS_TEST_TMPDIR/karte.pdf" - | grep -q ENTWURF
    cp "$project/output/tables/values.csv" "$BATS_TEST_TMPDIR/before.csv"

    run sozialraum -C "$project" -q protect --release
    [ "$status" -eq 0 ]
    sozialraum -C "$project" -q build
    for file in "$project"/output/atlas.pdf "$project"/output/maps/*.pdf; do
        [ -z "$(pdftotext "$file" - | grep ENTWURF)" ]
    done
    grep -q '"state" : "final"' "$project/output/report.json"
    [ -z "$(unzip -p "$project/output/tables/tables.xlsx" xl/sharedStrings.xml | grep ENTWURF)" ]
    sozialraum -C "$project" -q map anteil-u18 -o "$BATS_TEST_TMPDIR/karte.pdf"
    [ -z "$(pdftotext "$BATS_TEST_TMPDIR/karte.pdf" - | grep ENTWURF)" ]
    cmp "$project/output/tables/values.csv" "$BATS_TEST_TMPDIR/before.csv"
    # What was built before is not asked: without it all is the same.
    mv "$project/output" "$BATS_TEST_TMPDIR/built"
    rm -r "$project/.cache"
    sozialraum -C "$project" -q build
    diff -r "$project/output" "$BATS_TEST_TMPDIR/built"
}

@test "made-up figures are no draft" {
    copy_read_project "$project"
    sozialraum -C "$project" -q map eckwert -o "$BATS_TEST_TMPDIR/karte.pdf"
    [ -z "$(pdftotext "$BATS_TEST_TMPDIR/karte.pdf" - | grep ENTWURF)" ]
}

@test "the pattern has every cell, open or closed, no number and no reason" {
    cp -rp "$all" "$project"
    grep -q "Zeilen in indicators/gesperrt.csv" "$BATS_FILE_TMPDIR/said"
    [ -z "$(broken_promises)" ]
    file=$project/indicators/gesperrt.csv
    [ -z "$(grep -vE '^(edition,|sha256,[0-9a-f]{64}$|1,[0-9-]+,[a-z0-9-]+,[a-z0-9-]*,[a-z]+,[0-9A-Z]+,[0-9-]+,(open,[0-9a-f]{8}|closed,)$)' "$file")" ]
    shown=$(awk -F, '$17 == "ok" || $17 == "suppressed"' "$project/output/tables/values.csv" |
        grep -cE "^($(cut -d, -f3 "$file" | sort -u | grep -v indicator | paste -sd'|')),")
    [ "$shown" -eq "$(grep -c '^1,' "$file")" ]
    run sozialraum -C "$project" protect --release
    [[ $output == *"nichts neu"* ]]
    cmp "$file" "$all/indicators/gesperrt.csv"
}

@test "a new year opens no old cell, and is a draft until it is released" {
    read_helps "$project"
    data=$project/indicators/data/beispiel-hilfen.ini
    sed -i 's/^period=2014-2018/period=2014-2017/' "$data"
    sed -i 's/^day=.*/day=2017-12-31/' "$data"
    # Sums of years overlap: 2014-2017 first, then 2015-2018 beside it.
    sed -i "s/^years=5/years=4/; s/^reference=2018/reference=2017/" "$project"/indicators/*.ini
    sozialraum -C "$project" -q protect --release
    [ -z "$(broken_promises)" ]
    cp -r "$project/output" "$BATS_TEST_TMPDIR/old"
    sed -i 's/^period=2014-2017/period=2014-2018/' "$data"
    [ -z "$(broken_promises)" ]
    grep -q ',2018,' <(grep '^eckwert,' "$project/output/tables/values.csv")
    run sozialraum -C "$project" protect
    [[ $output == *"Jede Seite trägt ENTWURF"* ]]
    run sozialraum -C "$project" audit "$project/output" "$BATS_TEST_TMPDIR/old"
    echo "$output"
    [ "$status" -eq 0 ]
    sozialraum -C "$project" -q protect --release
    [ "$(cut -d, -f1 "$project/indicators/gesperrt.csv" | sort -u | grep -c '^[12]$')" -eq 2 ]
    [ -z "$(awk -F, '$1 == 2 && $7 !~ /2018/' "$project/indicators/gesperrt.csv")" ]
    [ -z "$(broken_promises)" ]
}

@test "a new indicator opens no old cell" {
    cp -rp "$all" "$project"
    rm "$project/indicators/gesperrt.csv"
    for id in hilfen-34 hilfen-33 hilfen-ambulant verhaeltnis-ambulant-stationaer anteil-vollzeitpflege; do
        mv "$project/indicators/$id.ini" "$BATS_TEST_TMPDIR"
    done
    sozialraum -C "$project" -q protect --release
    for id in hilfen-34 hilfen-33 hilfen-ambulant verhaeltnis-ambulant-stationaer anteil-vollzeitpflege; do
        mv "$BATS_TEST_TMPDIR/$id.ini" "$project/indicators"
    done
    [ -z "$(broken_promises)" ]
    run sozialraum -C "$project" audit
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "another scheme opens no old cell" {
    cp -rp "$all" "$project"
    second=$(ls "$project"/shapes/regions/*.csv | xargs -n1 basename -s .csv |
        grep -v -e vier-regionen-2010 -e drei-regionen-beispiel | head -1)
    sed -i "s/^schemes=.*/schemes=drei-regionen-beispiel;$second/" "$project/sozialraum.ini"
    [ -z "$(broken_promises)" ]
    grep -q ",$second,region," "$project/output/tables/values.csv"
    run sozialraum -C "$project" audit
    [ "$status" -eq 0 ]
    run sozialraum -C "$project" protect
    [[ $output == *"Jede Seite trägt ENTWURF"* ]]
}

@test "a pattern that was edited is refused, with its row" {
    cp -rp "$all" "$project"
    file=$project/indicators/gesperrt.csv
    sed -i '0,/closed,$/s//open,12345678/' "$file"
    for command in build check protect "map eckwert -o /dev/null" "table anteil-u18"; do
        # shellcheck disable=SC2086
        run sozialraum -C "$project" $command
        echo "$command: $output"
        [ "$status" -eq 1 ]
        [[ $output == *gesperrt.csv*"$(wc -l < "$file")"*Prüfsumme* ]]
    done
    [ ! -e "$project/output" ]
    head -n 20 "$all/indicators/gesperrt.csv" > "$file"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
}

@test "a released cell that exists no longer is told with its row" {
    cp -rp "$all" "$project"
    rm "$project/indicators/hilfen-34.ini"
    row=$(grep -n ',hilfen-34,' "$project/indicators/gesperrt.csv" | head -1 | cut -d: -f1)
    run sozialraum -C "$project" check
    echo "$output"
    [ "$status" -eq 1 ]
    [[ $output == *"Zeile $row"*"besteht nicht mehr"* ]]
}

@test "a pattern of other data is told; a single other figure is a correction" {
    cp -rp "$all" "$project"
    file=$project/indicators/gesperrt.csv
    sed -i -E 's/open,[0-9a-f]{8}$/open,00000000/' "$file"
    seal
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output == *gesperrt.csv*"anderen Daten"* ]]
    cp "$all/indicators/gesperrt.csv" "$file"
    sed -i -E '0,/open,[0-9a-f]{8}$/s//open,00000000/' "$file"
    seal
    run sozialraum -C "$project" protect
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == *"eine andere Zahl"* ]]
    [[ $output == *"Jede Seite trägt ENTWURF"* ]]
    sozialraum -C "$project" -q protect --release
    [ "$(grep -c '^2,' "$file")" -eq 1 ]
    [ -z "$(broken_promises)" ]
}
