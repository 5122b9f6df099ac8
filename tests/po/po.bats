#!/usr/bin/env bats
# What the program says is there in German, all of it.

setup() {
    cd "$BATS_TEST_DIRNAME/../.." || return 1
    german=src/po/de.po
}

@test "no message is untranslated" {
    [ -z "$(msgattrib --untranslated --no-obsolete "$german")" ]
}

@test "no message is guessed (fuzzy) or left over" {
    [ -z "$(msgattrib --only-fuzzy "$german")" ]
    [ -z "$(msgattrib --only-obsolete "$german")" ]
}

@test "every message of the sources is in the German texts (make po adds what is new)" {
    make -s pot BUILD="$BATS_TEST_TMPDIR"
    run msgcmp "$german" "$BATS_TEST_TMPDIR/sozialraum.pot"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "formats, plurals and head are right, without a warning" {
    run msgfmt --check --output-file=/dev/null "$german"
    echo "$output"
    [ "$status" -eq 0 ]
    [ -z "$output" ]
}

@test "German texts quote as German does, English ones do not" {
    [ -z "$(grep -E "^msgstr.*'%[.0-9\$]*s'" "$german")" ]
    [ -z "$(msgattrib --no-wrap "$german" | grep -E '^msgid.*[„“]')" ]
}

@test "docs/schluessel.md is what the program prints (make docs renews it)" {
    LANGUAGE=de "$SOZIALRAUM" list keys | diff - docs/schluessel.md
    for kind in indicator chapters; do echo; LANGUAGE=de "$SOZIALRAUM" list keys $kind; done |
        diff - <(sed '1,/^## Alle Schlüssel/d' docs/indikatoren.md)
}
