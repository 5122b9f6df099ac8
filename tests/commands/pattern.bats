# The pattern of the whole project is kept in .cache/ and used for whoever asks for less;
# it changes nothing of what is shown, and never outlives what it was decided from.
load helper

setup_file() {
    # A part of the indicators that hang together: deciding on them is quick.
    export kept="eckwert hilfen-31 hilfen-34 fremdunterbringung kosten-u21 hilfen-ambulant
        hilfen-teilstationaer hilfen-29 hilfen-33 anteil-u18"
    export base=$BATS_FILE_TMPDIR/base
    copy_read_project "$base"
    # shellcheck disable=SC2086
    keep_indicators "$base" $kept
    rm "$base/.cache/pattern.txt"
    sozialraum -C "$base" -q protect > /dev/null
    # The same without anything kept: what each page must look like.
    export fresh=$BATS_FILE_TMPDIR/fresh
    copy_project "$fresh"
    # shellcheck disable=SC2086
    keep_indicators "$fresh" $kept
    sozialraum -C "$fresh" -q table -o "$BATS_FILE_TMPDIR/all.csv"
}

setup() {
    project=$BATS_TEST_TMPDIR/project
    cp -rp "$base" "$project"
}

# Whether a run decided anew, or recalled: -v tells of it.
stages() {
    LANGUAGE=de sozialraum -C "$project" -v "$@" 2>&1 >"$BATS_TEST_TMPDIR/out" | tee "$BATS_TEST_TMPDIR/told"
}
decides() { stages "$@" | grep "Kleine Zahlen schützen"; }
recalls() { [ -z "$(stages "$@" | grep "Kleine Zahlen schützen")" ] && [ -s "$BATS_TEST_TMPDIR/told" ]; }

@test "map, table and the rest are the same with and without the kept pattern" {
    [ -s "$project/.cache/pattern.txt" ]
    for task in "map eckwert -o %/karte.pdf" "map fremdunterbringung --level region --format svg -o %/karte.svg" \
        "map hilfen-31 --kind years -o %/jahre.pdf" "table eckwert hilfen-34 -o %/werte.csv" \
        "table -o %/alle.csv" "table --format xlsx kosten-u21 -o %/mappe.xlsx" "indicator show eckwert"; do
        for side in kept new; do
            mkdir -p "$BATS_TEST_TMPDIR/$side"
            [ "$side" = kept ] || rm -rf "$project/.cache/pattern.txt"
            # shellcheck disable=SC2086
            sozialraum -C "$project" -q ${task//%/$BATS_TEST_TMPDIR/$side} > "$BATS_TEST_TMPDIR/$side/said"
        done
        diff -r "$BATS_TEST_TMPDIR/kept" "$BATS_TEST_TMPDIR/new"
    done
    cmp "$BATS_TEST_TMPDIR/kept/alle.csv" "$BATS_FILE_TMPDIR/all.csv"
}

@test "it is used for one map, and not where all is decided" {
    recalls map eckwert -o "$BATS_TEST_TMPDIR/karte.pdf"
    recalls table
    recalls indicator show hilfen-34
    decides protect
    decides check
}

@test "a pattern that was lost is made again, by whoever needs it first" {
    rm "$project/.cache/pattern.txt"
    decides map eckwert -o "$BATS_TEST_TMPDIR/karte.pdf"
    recalls map eckwert -o "$BATS_TEST_TMPDIR/karte.pdf"
    cmp "$project/.cache/pattern.txt" "$base/.cache/pattern.txt"
}

@test "a poisoned pattern opens nothing" {
    pattern=$project/.cache/pattern.txt
    for poison in "sed -i /^eckwert,/d $pattern" "truncate -s 40 $pattern" "truncate -s 0 $pattern" \
        "truncate -s -1 $pattern" "cp /dev/null $pattern" "sed -i s/^eckwert,/eckwerT,/ $pattern" \
        "printf eckwert,,gemeinde,07332025,2018\\n" "printf \\0\\0"; do
        if [[ $poison == printf* ]]; then $poison >> "$pattern"; else $poison; fi
        sozialraum -C "$project" -q table eckwert -o "$BATS_TEST_TMPDIR/one.csv"
        grep '^eckwert,' "$BATS_FILE_TMPDIR/all.csv" > "$BATS_TEST_TMPDIR/expected"
        tail -n +2 "$BATS_TEST_TMPDIR/one.csv" | cmp - "$BATS_TEST_TMPDIR/expected"
        cmp "$pattern" "$base/.cache/pattern.txt" # and it is mended
    done
}

@test "a change of figures, definitions, schemes or settings makes it stale" {
    data=$project/indicators/data/beispiel/hilfen.csv
    recalls table eckwert
    for change in "sed -i 2d $data" "sed -i s/^minimum=.*/minimum=7/ $project/indicators/eckwert.ini" \
        "sed -i s/^title=/title=Neu-/ $project/indicators/data/beispiel-hilfen.ini" \
        "sed -i s/^title=/title=X/ $project/sozialraum.ini" "rm $project/indicators/hilfen-34.ini" \
        "sed -i s/;4;/;5;/ $project/shapes/regions/vier-regionen-2010.csv"; do
        $change
        decides table eckwert
        recalls table eckwert
    done
}

@test "what changed is what is hidden: a higher minimum hides more" {
    before=$(sozialraum -C "$project" table eckwert | grep -c ,suppressed,)
    grep -q '^minimum=' "$project/indicators/eckwert.ini" ||
        printf '\n[disclosure]\nminimum=3\n' >> "$project/indicators/eckwert.ini"
    sed -i 's/^minimum=.*/minimum=9/' "$project/indicators/eckwert.ini"
    after=$(sozialraum -C "$project" table eckwert | grep -c ,suppressed,)
    [ "$after" -gt "$before" ]
}

@test "a scheme that is not published is decided on each time" {
    second=$(ls "$project"/shapes/regions/*.csv | xargs -n1 basename -s .csv |
        grep -v -e vier-regionen-2010 -e drei-regionen-beispiel | head -1)
    decides map eckwert --level region --scheme "$second" -o "$BATS_TEST_TMPDIR/karte.pdf"
    cmp "$project/.cache/pattern.txt" "$base/.cache/pattern.txt"
    recalls map eckwert --level region --scheme vier-regionen-2010 -o "$BATS_TEST_TMPDIR/karte.pdf"
}

@test "the pattern is nobody else's, and says not what was hidden for which reason" {
    [ "$(stat -c %a "$project/.cache/pattern.txt")" = 600 ]
    [ -z "$(grep -vE '^final$|^[a-z0-9-]+,[a-z0-9-]*,[a-z]+,[0-9A-Za-z]+,[0-9-]+$' "$project/.cache/pattern.txt")" ]
}

@test "a sealed store that was poisoned is noticed and made anew" {
    store=$project/.cache/store.sqlite
    sozialraum -C "$project" -q map eckwert -o "$BATS_TEST_TMPDIR/first.pdf"
    for run in checksums seal more more; do # what was written just now is kept, then sealed
        [ ! -s "$store-seal" ] || break
        sleep 2.1
        sozialraum -C "$project" -q map eckwert -o "$BATS_TEST_TMPDIR/sealed.pdf"
    done
    [ -s "$store-seal" ]
    cmp "$BATS_TEST_TMPDIR/first.pdf" "$BATS_TEST_TMPDIR/sealed.pdf"
    touch -r "$store" "$BATS_TEST_TMPDIR/time"
    sqlite3 "$store" "UPDATE figures SET bytes = zeroblob(length(bytes))"
    touch -r "$BATS_TEST_TMPDIR/time" "$store"
    sozialraum -C "$project" -q map eckwert -o "$BATS_TEST_TMPDIR/poisoned.pdf"
    cmp "$BATS_TEST_TMPDIR/first.pdf" "$BATS_TEST_TMPDIR/poisoned.pdf"
    [ "$(sqlite3 "$store" "SELECT count(*) > 100 FROM figures WHERE bytes <> zeroblob(length(bytes))")" = 1 ]
}

@test "a series that went bad under its seal is an error, and is whole the next time" {
    store=$project/.cache/store.sqlite
    sozialraum -C "$project" -q map eckwert -o "$BATS_TEST_TMPDIR/first.pdf"
    sqlite3 "$store" "UPDATE figures SET bytes = zeroblob(length(bytes))"
    stat -c '%s %.9Y %.9Z %i' "$store" | tr -d . >"$store-seal" # as by a disk that tells nobody
    rm "$project/.cache/pattern.txt"
    run sozialraum -C "$project" -q map eckwert -o "$BATS_TEST_TMPDIR/bad.pdf"
    [ "$status" -ne 0 ]
    [ ! -e "$BATS_TEST_TMPDIR/bad.pdf" ]
    sozialraum -C "$project" -q map eckwert -o "$BATS_TEST_TMPDIR/again.pdf"
    cmp "$BATS_TEST_TMPDIR/first.pdf" "$BATS_TEST_TMPDIR/again.pdf"
}
