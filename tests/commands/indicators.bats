# Indicators as an analyst meets them, with nothing but docs/indikatoren.md.
load helper

indicators() { echo "$project/indicators"; }

says() {
    [[ $output == *"$1"* ]] || { echo "missing: $1"; echo "$output"; return 1; }
}

# The block of docs/indikatoren.md that begins with that title.
from_docs() {
    awk -v title="title=$1" '
        /^```ini/ { block = ""; inside = 1; next }
        /^```/ { if (inside && index(block, title "\n")) printf "%s", block; inside = 0 }
        inside { block = block $0 "\n" }' "$BATS_TEST_DIRNAME/../../docs/indikatoren.md"
}

@test "the example of the docs is an indicator, and its mistakes are explained" {
    ini=$(indicators)/kinder-je-tausend.ini
    from_docs "Kinder unter sechs Jahren" > "$ini"
    keep_indicators "$project" kinder-je-tausend eckwert
    run sozialraum -C "$project" check
    [ "$status" -eq 0 ]
    sed -i.good 's/^numerator=.*/numerator=bev_u66x/' "$ini"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    says "„bev_u66x“ ist kein Teil der Variablen „bev“"
    sed 's/^chapter=.*/chapter=demographie/' "$ini.good" > "$ini"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    says "„demographie“"
    says "„demografie“"
    sed 's/^expect=.*/expect=6/' "$ini.good" > "$ini"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    says "60 kommt heraus, 6 war erwartet"
}

# Fills in "key=value" arguments where the skeleton leaves them empty.
fill_in() {
    local ini=$1 pair
    shift
    for pair in "$@"; do
        grep -qx "${pair%%=*}=" "$ini" || { echo "no open ${pair%%=*}="; return 1; }
        sed -i "0,/^${pair%%=*}=\$/s||$pair|" "$ini"
    done
}

@test "the skeleton, filled in as the docs say, is an indicator" {
    cd "$project"
    keep_indicators . eckwert
    sozialraum indicator new mein-anteil
    run sozialraum check
    [ "$status" -eq 1 ]
    says "„title“ in [indicator] ist leer"
    [[ $output != *"[part"* && $output != *"[test"* && $output != *"denominator"* ]]
    fill_in indicators/mein-anteil.ini "title=Kinder" "chapter=demografie" \
        "numerator=bev_u6" "kind=proportion"
    run sozialraum check
    [ "$status" -eq 1 ]
    says "kind=proportion braucht den Schlüssel „denominator“"
    fill_in indicators/mein-anteil.ini "denominator=bev"
    run sozialraum check
    [ "$status" -eq 0 ]
    says "0 Fehler"
    sozialraum indicator new meine-zahl
    fill_in indicators/meine-zahl.ini "title=Kinder" "chapter=demografie" \
        "numerator=bev_u6" "kind=count"
    run sozialraum check
    [ "$status" -eq 0 ]
    # The sample and the part of an index are there to be uncommented.
    grep -qx '#\[test name\]' indicators/meine-zahl.ini
    sed -i 's/^#\[test name\]/[test name]/; s/^given=$//; s/^#given=$/given=bev_u6=7/
        s/^#expect=$/expect=7/' indicators/meine-zahl.ini
    run sozialraum check
    [ "$status" -eq 0 ]
}

@test "a wrong chapter hides no other mistake of the file" {
    cd "$project"
    from_docs "Kinder unter sechs Jahren" |
        sed 's/^chapter=.*/chapter=demographie/; s/^numerator=.*/numerator=gibtesnicht/' \
            > indicators/probe.ini
    keep_indicators . eckwert probe
    run sozialraum check
    [ "$status" -eq 1 ]
    says "das Kapitel „demographie“"
    says "die Variable „gibtesnicht“ gibt es nicht"
    run sozialraum build
    [ "$status" -eq 1 ]
    [ ! -e output ]
}

@test "a definition that contradicts itself is told" {
    cd "$project"
    from_docs "Kinder unter sechs Jahren" > probe
    keep_indicators . eckwert
    # What is changed, whether it is an error, and what is said.
    while IFS='|' read -r change errors words; do
        sed -E "$change" probe > indicators/probe.ini
        run sozialraum check
        [ "$status" -eq "$errors" ]
        [ -z "$words" ] && [[ $output == *"0 Fehler, 0 weitere"* ]] && continue
        says "$words"
    done <<'CASES'
s/x/x/|0|
s/^per=.*/per=0/; /^\[test/,$d|1|per=0 macht jeden Wert zu 0
s/^per=.*/per=100/; /^\[test/,$d|0|unit=je 1 000 gehört zu per=1000, und per ist 100
s/^kind=.*/kind=rate/|0|Die Grenzen von kind=rate sind die von byar
s/^interval=.*/interval=byar/|0|Die Grenzen von kind=proportion sind die von wilson
s/^denominator=.*/denominator=bev_u6/; /^\[test/,$d|1|Zähler und Nenner sind gleich
s/^per=.*/per=100/; s/^unit=.*/unit=%/; /^\[test/,$d|0|wessen („der Kinder“)
CASES
}

@test "a new indicator stands in tables, maps and atlas without further ado" {
    from_docs "Kinder unter sechs Jahren" > "$(indicators)/kinder-je-tausend.ini"
    keep_indicators "$project" kinder-je-tausend
    sozialraum -C "$project" -q build
    grep -q "^kinder-je-tausend,,gemeinde,07332025," "$project/output/tables/values.csv"
    [ -e "$project/output/maps/kinder-je-tausend.gemeinde.2018.pdf" ]
    pdftotext "$project/output/atlas.pdf" - | grep -q "Kinder unter sechs Jahren"
}

@test "the index of the docs: its parts are shown, and how far ranks hang on them" {
    from_docs "Sozialstruktur-Index" > "$(indicators)/sozialstruktur-index.ini"
    keep_indicators "$project" sozialstruktur-index kinderarmut
    run sozialraum -C "$project" indicator show sozialstruktur-index
    [ "$status" -eq 0 ]
    says "Haushalte von Alleinerziehenden"
    says "Punkte, die jeder Teil zu 100 beiträgt (Regionen 2018)"
    says "verschiebt sich ein Gebiet im Mittel"
    says "(GVF)"
    [ "$(sozialraum -C "$project" table sozialstruktur-index --level kreis --period 2018 |
        cut -d, -f9 | tail -1)" = 100 ]
}

@test "an index is hidden with a protected part" {
    keep_indicators "$project" jugendhilfe-index fremdunterbringung verfahren-8a
    sozialraum -C "$project" -q table -o "$BATS_TEST_TMPDIR/values.csv"
    awk -F, '$17 == "suppressed" && ($1 == "fremdunterbringung" || $1 == "verfahren-8a") {
                 hidden[$2 "," $3 "," $4 "," $6] = 1 }
             $1 == "jugendhilfe-index" { status[$2 "," $3 "," $4 "," $6] = $17 }
             END { for (place in hidden) { n++; if (status[place] == "ok") exit 1 }
                   exit n == 0 }' "$BATS_TEST_TMPDIR/values.csv"
}

@test "two indicators: correlation with n and interval, by people if asked" {
    keep_indicators "$project" kinderarmut sgb2-quote
    run sozialraum -C "$project" indicator show kinderarmut --with sgb2-quote
    [ "$status" -eq 0 ]
    says "Pearson: 0,"
    says "n = 48"
    run sozialraum -C "$project" indicator show kinderarmut --with sgb2-quote --weighted
    says "gewichtet nach Bevölkerung"
    says "Spearman"
}

@test "clusters are looked for among the Gemeinden only" {
    keep_indicators "$project" kinderarmut
    run sozialraum -C "$project" map kinderarmut --level region --kind clusters -o "$BATS_TEST_TMPDIR/x.pdf"
    [ "$status" -eq 1 ]
    says "nur unter den Gemeinden"
}

@test "a period that does not exist is no empty table" {
    keep_indicators "$project" kinderarmut
    run sozialraum -C "$project" table kinderarmut --period 2031
    [ "$status" -eq 1 ]
    says "„2016“"
}

@test "a palette that does not exist, an id in capitals, a chapter twice" {
    keep_indicators "$project" kinderarmut
    sed -i 's/^palette=.*/palette=Bluse/' "$(indicators)/kinderarmut.ini"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    says "„Blues“"
    sed -i 's/^palette=.*/palette=Blues/' "$(indicators)/kinderarmut.ini"
    cp "$(indicators)/kinderarmut.ini" "$(indicators)/Kinderarmut.ini"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    says "Kinderarmut.ini"
    rm "$(indicators)/Kinderarmut.ini"
    printf '\n[chapter demografie]\ntitle=Noch einmal\n' >> "$(indicators)/kapitel.ini"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    says "kapitel.ini"
}

@test "SQL that writes is refused, and names its file" {
    keep_indicators "$project" kinderarmut-verteilung
    echo "DROP TABLE areas" > "$(indicators)/kinderarmut-verteilung.sql"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    says "kinderarmut-verteilung.sql"
}
