# Protected counts: what is hidden, and whether it stays so.
load helper

setup_file() {
    export built=$BATS_FILE_TMPDIR/built
    copy_read_project "$built"
    # The same figures, declared public: what an office knows and nobody else.
    export known=$BATS_FILE_TMPDIR/known
    copy_read_project "$known"
    sed -i 's/^protected=true/protected=false/' "$known"/indicators/data/*.ini
    rm "$built"/styles/atlas/*.ini "$known"/styles/atlas/*.ini 2> /dev/null || true
    mkdir -p "$built/output/tables"
    sozialraum -C "$built" -q table -o "$built/output/tables/values.csv"
    sozialraum -C "$known" -q table -o "$known/values.csv"
    echo "indicator,scheme,level,period,method,class,lower,upper,count,color" \
        > "$built/output/tables/classes.csv"
}

setup() { :; }

# The lines of the suppressed values, as indicator,scheme,level,area.
hidden() {
    awk -F, -v id="$1" '$1 == id && $17 == "suppressed" { print $1 "," $2 "," $3 "," $4 "," $6 }' \
        "$built/output/tables/values.csv"
}

@test "small counts are hidden, and others with them" {
    [ "$(hidden eckwert | wc -l)" -gt 5 ]
    # No count below the minimum is left.
    run awk -F, '$1 == "eckwert" && $17 == "ok" && $7 > 0 && $7 < 3' "$built/output/tables/values.csv"
    [ -z "$output" ]
    # Of what is hidden some is small and some is not: the sign does not tell which.
    small=0
    large=0
    while IFS=, read -r id scheme level area period; do
        n=$(awk -F, -v a="$area" -v l="$level" -v p="$period" \
            '$1 == "eckwert" && $3 == l && $4 == a && $6 == p { print $7 }' "$known/values.csv")
        if [ "$n" -gt 0 ] && [ "$n" -lt 3 ]; then small=$((small + 1)); else large=$((large + 1)); fi
    done < <(hidden eckwert)
    [ "$small" -gt 0 ]
    [ "$large" -gt 0 ]
}

@test "a hidden value has no number, rank or class; there is one word for all of them" {
    run awk -F, '$17 == "suppressed" && ($7 $8 $9 $10 $11 $12 $13 $14 $15) != ""' \
        "$built/output/tables/values.csv"
    [ -z "$output" ]
    run grep -rilE 'primary|secondary' "$built/output"
    [ -z "$output" ]
}

@test "ranks are made of what is shown" {
    run awk -F, '$1 == "eckwert" && $3 == "gemeinde" && $6 == 2018 && $17 == "ok" { print $14 }' \
        "$built/output/tables/values.csv"
    [ "$(echo "$output" | sort -n | head -1)" = 1 ]
    [ "$(echo "$output" | sort -n | tail -1)" -le "$(echo "$output" | wc -l)" ]
}

@test "the same pattern on every run, for one indicator alone too" {
    sozialraum -C "$built" -q table -o "$BATS_TEST_TMPDIR/again.csv"
    cmp "$BATS_TEST_TMPDIR/again.csv" "$built/output/tables/values.csv"
    sozialraum -C "$built" -q table eckwert -o "$BATS_TEST_TMPDIR/alone.csv"
    tail -n +2 "$BATS_TEST_TMPDIR/alone.csv" > "$BATS_TEST_TMPDIR/alone"
    grep '^eckwert,' "$built/output/tables/values.csv" | cmp - "$BATS_TEST_TMPDIR/alone"
}

@test "the audit proves every hidden figure" {
    run sozialraum -C "$built" audit
    [ "$status" -eq 0 ]
    [[ $output =~ ([0-9]+)\ gesperrte\ Zahlen,\ davon\ ([0-9]+)\ nachweislich ]]
    [ "${BASH_REMATCH[1]}" -gt 0 ]
    [ "${BASH_REMATCH[1]}" = "${BASH_REMATCH[2]}" ]
}

@test "one hidden value written back by hand makes the audit fail, each of them" {
    cp -r "$built/output" "$BATS_TEST_TMPDIR/output"
    n=0
    while IFS=, read -r id scheme level area period; do
        row="$id,$scheme,$level,$area,"
        line=$(awk -F, -v r="$row" -v p="$period" 'index($0, r) == 1 && $6 == p' "$known/values.csv")
        awk -F, -v r="$row" -v p="$period" -v new="$line" \
            'index($0, r) == 1 && $6 == p { print new; next } { print }' \
            "$built/output/tables/values.csv" > "$BATS_TEST_TMPDIR/output/tables/values.csv"
        run sozialraum -C "$built" audit "$BATS_TEST_TMPDIR/output"
        echo "$row $period: $output"
        [ "$status" -eq 4 ]
        [[ $output == *"eckwert"* || $output == *"hilfen-"* ]]
        n=$((n + 1))
    done < <(hidden eckwert | head -6)
    [ "$n" -eq 6 ]
}

@test "a number beside the sign of a hidden value is found" {
    cp -r "$built/output" "$BATS_TEST_TMPDIR/output"
    awk -F, 'BEGIN { OFS = "," } $1 == "eckwert" && $17 == "suppressed" && !done { $14 = 3; done = 1 } { print }' \
        "$built/output/tables/values.csv" > "$BATS_TEST_TMPDIR/output/tables/values.csv"
    run sozialraum -C "$built" audit "$BATS_TEST_TMPDIR/output"
    [ "$status" -eq 4 ]
}

@test "a published edition of another day counts beside the new one" {
    cp -r "$built/output" "$BATS_TEST_TMPDIR/old"
    cp "$known/values.csv" "$BATS_TEST_TMPDIR/old/tables/values.csv"
    run sozialraum -C "$built" audit "$built/output" "$BATS_TEST_TMPDIR/old"
    [ "$status" -eq 4 ]
}

@test "a folder that is no edition is refused" {
    run sozialraum -C "$built" audit "$BATS_TEST_TMPDIR"
    [ "$status" -eq 1 ]
}

@test "protect tells what remains before anything is printed" {
    run sozialraum -C "$built" protect
    [ "$status" -eq 0 ]
    [[ $output == *eckwert* ]]
    [[ $output != *" anteil-u18"* ]]
}

@test "two schemes together are safe, and the second opens nothing" {
    copy_read_project "$BATS_TEST_TMPDIR/two"
    rm "$BATS_TEST_TMPDIR"/two/styles/atlas/*.ini
    second=$(ls "$BATS_TEST_TMPDIR"/two/shapes/regions/*.csv | xargs -n1 basename -s .csv |
        grep -v vier-regionen-2010 | head -1)
    sed -i "s/^schemes=.*/schemes=vier-regionen-2010;$second/" "$BATS_TEST_TMPDIR/two/sozialraum.ini"
    mkdir -p "$BATS_TEST_TMPDIR/two/output/tables"
    sozialraum -C "$BATS_TEST_TMPDIR/two" -q table -o "$BATS_TEST_TMPDIR/two/output/tables/values.csv"
    cp "$built/output/tables/classes.csv" "$BATS_TEST_TMPDIR/two/output/tables"
    grep -q ",$second,region," "$BATS_TEST_TMPDIR/two/output/tables/values.csv"
    run sozialraum -C "$BATS_TEST_TMPDIR/two" audit
    [ "$status" -eq 0 ]
}

@test "boys and all tell of the girls: where they must not, one of the two is hidden" {
    copy_read_project "$BATS_TEST_TMPDIR/boys"
    rm "$BATS_TEST_TMPDIR"/boys/styles/atlas/*.ini
    folder=$BATS_TEST_TMPDIR/boys/indicators
    sed 's/^numerator=hilfen_31$/numerator=hilfen_31_m/' "$folder/hilfen-31.ini" > "$folder/hilfen-31-jungen.ini"
    sozialraum -C "$BATS_TEST_TMPDIR/boys" -q table hilfen-31 hilfen-31-jungen -o "$BATS_TEST_TMPDIR/boys.csv"
    # Region 3 is one Gemeinde; its girls are shown nowhere, so nobody may work them out.
    run awk -F, '$3 == "region" && $4 == 3 && $17 == "ok" { n[$6]++ }
        END { for (y in n) if (n[y] > 1) print y }' "$BATS_TEST_TMPDIR/boys.csv"
    [ -z "$output" ]
    [ "$(grep -c '^hilfen-31-jungen,.*,ok,' "$BATS_TEST_TMPDIR/boys.csv")" -gt 5 ]
    # Girls are shown as well: the three fit together, and nothing of them is secret.
    sed 's/^numerator=hilfen_31$/numerator=hilfen_31_w/' "$folder/hilfen-31.ini" > "$folder/hilfen-31-maedchen.ini"
    sozialraum -C "$BATS_TEST_TMPDIR/boys" -q table hilfen-31 hilfen-31-jungen hilfen-31-maedchen \
        -o "$BATS_TEST_TMPDIR/girls.csv"
    run awk -F, '$3 == "region" && $4 == 3 && $6 == 2014 && $17 == "ok" { print $7 }' "$BATS_TEST_TMPDIR/girls.csv"
    [ "${#lines[@]}" -eq 3 ]
    [ "${lines[0]}" -eq $((lines[1] + lines[2])) ]
}

@test "the report tells no checksum of protected files, and nothing that was wrong in them" {
    project=$BATS_TEST_TMPDIR/project
    copy_project "$project"
    keep_indicators "$project" eckwert anteil-u18
    # A help under § 31 without its number of children: a warning, and a count of cases.
    register=$project/indicators/data/beispiel/hilfen.csv
    LC_ALL=C awk -F';' -v OFS=';' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "\"Kinder\"") kinder = i }
        NR > 1 && !done && $kinder != "\"\"" { $kinder = "\"\""; done = 1 } { print }' \
        "$register" > "$BATS_TEST_TMPDIR/holed"
    run cmp "$register" "$BATS_TEST_TMPDIR/holed"
    [ "$status" -eq 1 ]
    cp "$BATS_TEST_TMPDIR/holed" "$register"
    sozialraum -C "$project" build 2> "$BATS_TEST_TMPDIR/told"
    grep -q "ohne Zahl der Kinder: 1" "$BATS_TEST_TMPDIR/told"
    report=$project/output/report.json
    [ "$(jq -c '[.inputs[] | select(.path | endswith("hilfen.csv"))]' "$report")" = '[{"path":"hilfen.csv"}]' ]
    [ "$(jq -r '.inputs[] | select(.path == "shapes/gemeinden.geojson") | .sha256 | length' "$report")" = 64 ]
    [ "$(jq '[.findings[] | select((.file | test("hilfen")) or (.message | test("Kinder: 1")))] | length' "$report")" = 0 ]
}
