# What figures are compared with, and what is said of it.
load helper

setup() {
    project=$BATS_TEST_TMPDIR/project
    copy_project "$project"
    keep_indicators "$project" bevoelkerung bevoelkerungsdichte auslaenderanteil-u18 kinderarmut
    atlas=$project/styles/atlas/gesamt.ini
    sed -i 's/^\[atlas\]/&\nprofile=kinderarmut;auslaenderanteil-u18/' "$atlas"
    cd "$BATS_TEST_TMPDIR"
}

text_of() {
    pdftotext -layout "$1" -
}

@test "a verdict on an outside series is no sign beside the value of the county" {
    printf '\n[benchmark]\nseries=0 * bev_u18\ntitle=Nirgendwo\n' >> "$project/indicators/kinderarmut.ini"
    sozialraum -C "$project" -q atlas -o a.pdf
    text_of a.pdf > a.txt
    # The row of the matrix; of the other figure there are signs.
    grep 'Kinderarmut, % (' a.txt | head -n 1 > row.txt
    grep 'u18, % (' a.txt | head -n 1 > other.txt
    [ -s row.txt ]
    grep -q '[+−≈]' other.txt
    [[ $(cat row.txt) != *[+−≈]* ]]
    [[ $(cat a.txt) != *'Kinderarmut (2018): am höchsten'* ]]
    # The table of the indicator names what is compared with.
    [[ $(tr -s ' \n' ' ' < a.txt) == *Nirgendwo* ]]
    sozialraum -C "$project" -q table --format xlsx -o t.xlsx
    unzip -p t.xlsx xl/sharedStrings.xml | grep -q 'Vergleich: Nirgendwo'
}

@test "a Verbandsgemeinde in two regions stands for itself; its Gemeinden stand in theirs" {
    keep=$project/shapes/regions/vier-regionen-2010.csv
    run sozialraum -C "$project" check
    [[ $output != *"mehreren Gebieten"* ]]
    sed -i 's/^\(07332001;.*\);2;Region 2 Grünstadt/\1;1;Region 1 Bad Dürkheim/' "$keep"
    run sozialraum -C "$project" check
    [ "$status" -eq 0 ]
    [[ $output == *vier-regionen-2010.csv*"VG Hettenleidelheim"*"mehreren Gebieten"* ]]
    sozialraum -C "$project" -q atlas -o a.pdf
    text_of a.pdf > a.txt
    # The division: each part with its own Gemeinden, 14 and 21 as the regions say.
    grep -q 'VG Hettenleidelheim (teilweise) *Altleiningen *1$' a.txt
    grep -q 'VG Hettenleidelheim (teilweise) *Carlsberg, Hettenleidelheim, Tiefenthal, Wattenheim *4$' a.txt
    # The tables: Altleiningen before its region, the whole VG after all of them.
    sozialraum -C "$project" -q table --format xlsx -o t.xlsx
    # Keys in the order of the rows.
    unzip -p t.xlsx xl/sharedStrings.xml | sed 's/<si>/\n/g; s/<[^>]*>//g' > strings.txt
    unzip -p t.xlsx xl/worksheets/sheet3.xml | grep -o '<c r="B[0-9]*"[^>]*t="s"><v>[0-9]*' |
        sed 's/.*<v>//' | while read -r i; do sed -n "$((i + 3))p" strings.txt; done > rows.txt
    at() { grep -n -x "$1" rows.txt | cut -d: -f1; }
    [ "$(at Altleiningen)" -lt "$(at 'Region 1 Bad Dürkheim')" ]
    [ "$(at Carlsberg)" -gt "$(at 'Region 1 Bad Dürkheim')" ]
    [ "$(at Carlsberg)" -lt "$(at 'Region 2 Grünstadt')" ]
    [ "$(at 'VG Hettenleidelheim (mehrere Regionen)')" -gt "$(at 'Region 4 Deidesheim-Lambrecht')" ]
    [ "$(grep -c Hettenleidelheim rows.txt)" -eq 2 ]
}

@test "without regions nothing stands beside itself" {
    sed -i '/^verbandsgemeinde=/d; /^region=/d; /^\[level verbandsgemeinde\]/,/^$/d; /^\[level region\]/,/^$/d; /^schemes=/d; /^levels=/d' \
        "$project/sozialraum.ini"
    sed -i 's/^levels=.*/levels=gemeinde;kreis/' "$project"/indicators/*.ini
    rm -f "$project"/styles/atlas/[!g]*.ini
    sed -i '/^profiles=/d' "$atlas"
    sed -i 's/^unit=.*/unit=/; /^unit\[/d' "$project/indicators/auslaenderanteil-u18.ini"
    sozialraum -C "$project" -q atlas -o a.pdf
    text_of a.pdf > a.txt
    [[ $(cat a.txt) != *"Die größten Unterschiede: Landkreise"* ]]
    # No row and no column that says the same twice: 1 head, 1 value.
    grep 'Kinderarmut, % (' a.txt | head -n 1 > row.txt
    # No comma where there is no unit.
    grep -q 'Ausländeranteil u18 (2018)' a.txt
    [ "$(grep -o '[0-9],[0-9]' row.txt | wc -l)" -eq 1 ]
    grep '^Landkreis Bad Dürkheim  *[0-9]' a.txt > rows.txt
    [ -s rows.txt ]
    [ "$(sort rows.txt | tr -s ' ' | uniq -d | wc -l)" -eq 0 ]
    run sozialraum -C "$project" check
    [ "$status" -eq 0 ]
}

@test "a line of people is broken at a census, whatever their variable is called" {
    sed -i 's/^numerator=einwohner/numerator=kopfzahl/; s/^\[variable einwohner/[variable kopfzahl/' \
        "$project"/indicators/*.ini "$project"/indicators/data/*.ini
    sed -i 's/^profile=.*/profile=bevoelkerung/' "$atlas"
    sozialraum -C "$project" -q atlas -o a.pdf
    [[ $(text_of a.pdf) == *"Zensus 2022"* ]]
}
