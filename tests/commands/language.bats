# Messages follow the environment, print follows the project.
load helper
bats_require_minimum_version 1.5.0

# Runs the program with nothing of the caller's language in its environment.
plain() {
    env -u LANGUAGE -u LC_ALL -u LC_MESSAGES -u LANG "$@"
}

@test "German is the language when nobody says another" {
    run plain "$SOZIALRAUM" -C "$project" bild
    [ "$status" -eq 2 ]
    [[ $output == *"meinten Sie „build“"* ]]
}

@test "the environment decides, in the order LANGUAGE, LC_ALL, LC_MESSAGES, LANG" {
    run plain env LANG=en_GB.UTF-8 "$SOZIALRAUM" -C "$project" bild
    [[ $output == *"did you mean 'build'"* ]]
    run plain env LANG=en_GB.UTF-8 LC_ALL=de_AT.UTF-8 "$SOZIALRAUM" -C "$project" bild
    [[ $output == *"meinten Sie"* ]]
    run plain env LANGUAGE=en LC_ALL=de_DE.UTF-8 "$SOZIALRAUM" -C "$project" bild
    [[ $output == *"did you mean"* ]]
}

@test "an English project speaks English unless the environment asks for German" {
    sed -i 's/^language=de/language=en/' "$project/sozialraum.ini"
    run plain "$SOZIALRAUM" -C "$project" regions no-such-scheme
    [[ $output == *"no scheme 'no-such-scheme'"* ]]
    run plain env LANG=de_DE.UTF-8 "$SOZIALRAUM" -C "$project" regions no-such-scheme
    [[ $output == *"die Einteilung „no-such-scheme“"* ]]
}

@test "what is printed does not depend on who prints it" {
    LANGUAGE=de sozialraum -C "$project" map eckwert -o "$BATS_TEST_TMPDIR/a.pdf"
    rm -r "$project/.cache"
    LANGUAGE=en LC_ALL=C.UTF-8 sozialraum -C "$project" map eckwert -o "$BATS_TEST_TMPDIR/b.pdf"
    cmp "$BATS_TEST_TMPDIR/a.pdf" "$BATS_TEST_TMPDIR/b.pdf"
    pdftotext "$BATS_TEST_TMPDIR/a.pdf" - | grep -q Lesebeispiel
}

@test "an English map has no German words of the program" {
    sed -i 's/^language=de/language=en/' "$project/sozialraum.ini"
    sozialraum -C "$project" map eckwert -o "$BATS_TEST_TMPDIR/a.pdf"
    pdftotext "$BATS_TEST_TMPDIR/a.pdf" "$BATS_TEST_TMPDIR/a.txt"
    grep -q "How to read this" "$BATS_TEST_TMPDIR/a.txt"
    grep -qE "^under [0-9.]+$" "$BATS_TEST_TMPDIR/a.txt"
    run ! grep -E "Lesebeispiel|unter|und mehr|keine Angabe|Nenner" "$BATS_TEST_TMPDIR/a.txt"
}

@test "columns stand below each other, umlauts or not" {
    sed -i '/^schemes=/d' "$project/sozialraum.ini"
    run sozialraum -C "$project" regions
    [ "$status" -eq 0 ]
    local line wanted=
    for line in "${lines[@]}"; do
        wanted=${wanted:-${#line}}
        [ "${#line}" -eq "$wanted" ]
    done
}

@test "every command tells its help in German and in English" {
    local command commands
    commands=$(LANGUAGE=en sozialraum --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
    [ "$(wc -w <<< "$commands")" -ge 10 ]
    for command in $commands; do
        LANGUAGE=de sozialraum $command --help > "$BATS_TEST_TMPDIR/de"
        LANGUAGE=en sozialraum $command --help > "$BATS_TEST_TMPDIR/en"
        [ "$(sed -n 4p "$BATS_TEST_TMPDIR/de")" != "$(sed -n 4p "$BATS_TEST_TMPDIR/en")" ]
    done
}
