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
