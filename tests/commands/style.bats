# The preview of a style.
load helper

@test "style show makes a page with every palette" {
    run sozialraum -C "$project" style show graustufen -o "$BATS_TEST_TMPDIR/stil.pdf"
    [ "$status" -eq 0 ]
    [ -z "$output" ]
    pdftotext "$BATS_TEST_TMPDIR/stil.pdf" - | grep -q YlGnBu
    pdftotext "$BATS_TEST_TMPDIR/stil.pdf" - | grep -q gesperrt
}

@test "a style that is not there: the nearest is named" {
    run sozialraum -C "$project" style show drukc -o "$BATS_TEST_TMPDIR/stil.pdf"
    [ "$status" -eq 1 ]
    [[ $output == *druck* ]]
    [ ! -e "$BATS_TEST_TMPDIR/stil.pdf" ]
}

@test "style without a name, or with another verb, is a mistake of usage" {
    run sozialraum -C "$project" style
    [ "$status" -eq 2 ]
    run sozialraum -C "$project" style paint druck
    [ "$status" -eq 2 ]
}

@test "an unknown key in a style names the nearest, file and line" {
    printf '[style]\ntitle=X\n[page]\nmargin=3\n' > "$project/styles/eigen.ini"
    run sozialraum -C "$project" style show eigen
    [ "$status" -eq 1 ]
    [[ $output == *eigen.ini* ]]
    [[ $output == *margin_mm* ]]
    [[ $output == *4* ]]
}
