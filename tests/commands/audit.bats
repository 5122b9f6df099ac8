# The audit of whole folders: what stands in any file of an edition must be safe.
load helper

setup_file() {
    local kept="eckwert hilfen-ambulant hilfen-teilstationaer fremdunterbringung hilfen-29
        hilfen-30 hilfen-31 hilfen-32 hilfen-33 hilfen-34 hilfen-35 hilfen-27-2"
    export built=$BATS_FILE_TMPDIR/built known=$BATS_FILE_TMPDIR/known
    # The same figures, declared public: what an office knows and nobody else.
    for folder in "$built" "$known"; do
        copy_read_project "$folder"
        # shellcheck disable=SC2086
        keep_indicators "$folder" $kept
    done
    sed -i 's/^protected=true/protected=false/' "$known"/indicators/data/*.ini
    # What is hidden is hidden in one scheme; the other is what an attacker adds.
    sed -i '/^schemes=/d' "$built/sozialraum.ini"
    export log=$BATS_FILE_TMPDIR/log
    sozialraum -C "$built" -v build > "$log" 2>&1
    sozialraum -C "$known" -q build
    export hidden=$BATS_FILE_TMPDIR/hidden
    awk -F, '$17 == "suppressed" { print $1 "," $2 "," $3 "," $4 "," $5 "," $6 }' \
        "$built/output/tables/values.csv" > "$hidden"
}

setup() {
    edition=$BATS_TEST_TMPDIR/edition
    cp -r "$built/output" "$edition"
}

# The line of values.csv that begins like the line $1 of $hidden, where all is known.
true_line() {
    grep -F "$1," "$known/output/tables/values.csv" | head -1
}

@test "a finished edition passes, every file of it" {
    run sozialraum -C "$built" -v audit
    echo "$output"
    [ "$status" -eq 0 ]
    files=$(find "$built/output" -type f | wc -l)
    [[ $output == *" $files Dateien gelesen"* ]]
    [[ $output =~ \ ([0-9]+)\ gedruckte\ Zahlen ]]
    [ "${BASH_REMATCH[1]}" -gt 100 ]
}

@test "one suppressed value written back into values.csv: that cell is named" {
    n=0
    while IFS= read -r cell; do
        line=$(true_line "$cell")
        awk -F, -v cell="$cell," -v new="$line" \
            'index($0, cell) == 1 { print new; next } { print }' \
            "$built/output/tables/values.csv" > "$edition/tables/values.csv"
        run sozialraum -C "$built" audit "$edition"
        echo "$cell: $output"
        [ "$status" -eq 4 ]
        IFS=, read -r id _ level _ name period <<< "$cell"
        [[ $output == *"$id, $level $name, $period"* ]]
        n=$((n + 1))
    done < <(shuf -n 8 --random-source=<(yes) "$hidden")
    [ "$n" -eq 8 ]
}

@test "a table of a second scheme that opens a cell: a cell that is truly small is named" {
    (
        head -1 "$known/output/tables/values.csv"
        awk -F, '$2 == "drei-regionen-beispiel" && $3 == "region" && ($7 == 0 || $7 > 2)' \
            "$known/output/tables/values.csv"
    ) > "$edition/tables/zweite-einteilung.csv"
    run sozialraum -C "$built" audit "$edition"
    echo "$output"
    [ "$status" -eq 4 ]
    n=0
    while IFS= read -r told; do
        [[ $told =~ ^\ *([a-z0-9-]+),\ ([a-z]+)\ (.*),\ ([0-9-]+):\ gesperrt ]]
        number=$(awk -F, -v id="${BASH_REMATCH[1]}" -v level="${BASH_REMATCH[2]}" \
            -v name="${BASH_REMATCH[3]}" -v period="${BASH_REMATCH[4]}" \
            '$1 == id && $3 == level && $5 == name && $6 == period { print $7; exit }' \
            "$known/output/tables/values.csv")
        [ "$number" -lt 3 ]
        n=$((n + 1))
    done < <(echo "$output" | grep 'gesperrt, und doch verraten')
    [ "$n" -gt 0 ]
}

@test "an atlas that shows what the tables hide" {
    cp "$known/output/atlas.pdf" "$edition/atlas.pdf"
    run sozialraum -C "$built" audit "$edition"
    echo "$output"
    [ "$status" -eq 4 ]
    [[ $output == *"atlas.pdf, Seite "*"Neben „VG "*"Gesperrt ist fremdunterbringung, verbandsgemeinde "* ]]
}

@test "a map that shows what the tables hide" {
    cp "$known"/output/maps/hilfen-34.region.2018.pdf "$edition/maps/"
    run sozialraum -C "$built" audit "$edition"
    echo "$output"
    [ "$status" -eq 4 ]
    [[ $output == *"maps/hilfen-34.region.2018.pdf"*"Gesperrt ist hilfen-34, region "* ]]
}

@test "a workbook that shows what the tables hide" {
    cp "$known/output/tables/tables.xlsx" "$edition/tables/"
    run sozialraum -C "$built" audit "$edition"
    echo "$output"
    [ "$status" -eq 4 ]
    [[ $output == *"tables/tables.xlsx, sheet"*"Gesperrt ist eckwert, gemeinde "* ]]
}

@test "a database that shows what the tables hide" {
    IFS=, read -r id _ level area name period < "$hidden"
    sqlite3 "$edition/sozialraum.sqlite" "UPDATE value SET status = 'ok', numerator = 7
        WHERE indicator = '$id' AND level = '$level' AND area = '$area' AND period = '$period'"
    run sozialraum -C "$built" audit "$edition"
    echo "$output"
    [ "$status" -eq 4 ]
    [[ $output == *"$id, $level $name, $period: in tables/values.csv gesperrt"*"sozialraum.sqlite"* ]]
}

@test "another number in the database than in the table" {
    sqlite3 "$edition/sozialraum.sqlite" "UPDATE value SET numerator = numerator + 1
        WHERE indicator = 'eckwert' AND level = 'kreis' AND period = '2018'"
    run sozialraum -C "$built" audit "$edition"
    [ "$status" -eq 4 ]
    [[ $output == *"eckwert, kreis "*", 2018: in tables/values.csv steht eine andere Zahl"* ]]
}

@test "a table in the database that nobody knows" {
    sqlite3 "$edition/sozialraum.sqlite" "CREATE TABLE notizen (text)"
    run sozialraum -C "$built" audit "$edition"
    [ "$status" -eq 4 ]
    [[ $output == *notizen* ]]
}

@test "a sentence with a number beside a suppressed area, in any text" {
    IFS=, read -r _ _ _ _ name _ < <(grep '^eckwert,,gemeinde' "$hidden")
    sed -i "s/\"title\" : \"/&Hilfen zur Erziehung (Eckwert): In $name sind es 47 Fälle. /" \
        "$edition/report.json"
    run sozialraum -C "$built" audit "$edition"
    echo "$output"
    [ "$status" -eq 4 ]
    [[ $output == *"report.json: Neben „$name“ steht 47"* ]]
}

@test "a file that cannot be read is no proof" {
    echo "geheim" > "$edition/notiz.docx"
    run sozialraum -C "$built" audit "$edition"
    [ "$status" -eq 4 ]
    [[ $output == *"notiz.docx: Diese Datei kann die Prüfung nicht lesen"* ]]
    rm "$edition/notiz.docx"
    head -c 2000 "$built/output/atlas.pdf" > "$edition/atlas.pdf"
    run sozialraum -C "$built" audit "$edition"
    [ "$status" -eq 4 ]
    [[ $output == *"atlas.pdf lässt sich nicht lesen"* ]]
}

@test "a file that the disk does not give is a fault of the disk, a folder that is not there one of the call" {
    rm "$edition/atlas.pdf"
    ln -s atlas.pdf "$edition/atlas.pdf" # for root too: it leads nowhere
    run sozialraum -C "$built" audit "$edition"
    echo "$output"
    [ "$status" -eq 3 ]
    [[ $output == *"atlas.pdf lässt sich nicht lesen"* ]]
    rm "$edition/atlas.pdf"
    ln -s tables.xlsx "$edition/tables/tables.csv"
    rm "$edition/tables/tables.xlsx"
    run sozialraum -C "$built" audit "$edition"
    [ "$status" -eq 3 ]
    run sozialraum -C "$built" audit "$edition/nirgends"
    [ "$status" -eq 1 ]
    [[ $output == *nirgends* ]]
}

@test "maps of other kinds show no more than the tables: smoothed, in per cent, years" {
    for kind in smoothed deviation years symbols; do
        for level in gemeinde region; do
            sozialraum -C "$built" -q map eckwert --level $level --kind $kind -o "$edition/maps/eckwert.$level.$kind.pdf"
        done
    done
    run sozialraum -C "$built" audit "$edition"
    echo "$output"
    [ "$status" -eq 0 ]
    # The same by who knows all: hidden areas have values there.
    sozialraum -C "$known" -q map hilfen-34 --level region --kind deviation -o "$edition/maps/hilfen-34.region.deviation.pdf"
    run sozialraum -C "$built" audit "$edition"
    [ "$status" -eq 4 ]
}

@test "the old edition beside the new one: what one hides and the other shows is known" {
    cp -r "$known/output" "$BATS_TEST_TMPDIR/old"
    rm -r "$BATS_TEST_TMPDIR/old/maps" "$BATS_TEST_TMPDIR/old/atlas.pdf"
    awk -F, 'NR == 1 || ($2 != "drei-regionen-beispiel" && ($7 == 0 || $7 > 2))' \
        "$known/output/tables/values.csv" > "$BATS_TEST_TMPDIR/old/tables/values.csv"
    head -1 "$built/output/tables/classes.csv" > "$BATS_TEST_TMPDIR/old/tables/classes.csv"
    rm "$BATS_TEST_TMPDIR/old/sozialraum.sqlite" "$BATS_TEST_TMPDIR/old/tables/tables.xlsx"
    run sozialraum -C "$built" audit "$edition"
    [ "$status" -eq 0 ]
    run sozialraum -C "$built" audit "$edition" "$BATS_TEST_TMPDIR/old"
    echo "$output"
    [ "$status" -eq 4 ]
    [[ $output == *"gesperrt, und doch verraten"* ]]
}

# No number of a suppressed figure stands in any file, as full as the tables write it.
@test "no suppressed figure in the bytes of any file, nor in what build tells" {
    awk -F, 'NR == FNR { closed[$1 "," $2 "," $3 "," $4 "," $6]; next }
        ($1 "," $2 "," $3 "," $4 "," $6) in closed && length($9) > 12 {
            print substr($9, 1, 12); print substr($10, 1, 12) }' \
        "$hidden" "$known/output/tables/values.csv" | sort -u > "$BATS_TEST_TMPDIR/secrets"
    [ "$(wc -l < "$BATS_TEST_TMPDIR/secrets")" -gt 40 ]
    # What is shown of another area may be the same number.
    awk -F, '{ print substr($9, 1, 12); print substr($10, 1, 12) }' \
        "$built/output/tables/values.csv" | sort -u > "$BATS_TEST_TMPDIR/shown"
    comm -23 "$BATS_TEST_TMPDIR/secrets" "$BATS_TEST_TMPDIR/shown" > "$BATS_TEST_TMPDIR/search"
    [ "$(wc -l < "$BATS_TEST_TMPDIR/search")" -gt 40 ]
    mkdir "$BATS_TEST_TMPDIR/open"
    (cd "$BATS_TEST_TMPDIR/open" && unzip -q "$built/output/tables/tables.xlsx")
    sqlite3 "$built/output/sozialraum.sqlite" .dump > "$BATS_TEST_TMPDIR/open/dump.sql"
    cp "$log" "$BATS_TEST_TMPDIR/open/log"
    [ -s "$log" ]
    run grep -raFf "$BATS_TEST_TMPDIR/search" "$BATS_TEST_TMPDIR/open" "$built/output"
    echo "$output" | head -5
    [ "$status" -eq 1 ]
    # The search does find: the office's own edition is full of them.
    run grep -qraFf "$BATS_TEST_TMPDIR/search" "$known/output/tables/values.csv"
    [ "$status" -eq 0 ]
    # Nobody else reads what the program keeps to itself.
    [ "$(stat -c %a "$built/.cache")" = 700 ]
    [ -z "$(find "$built/.cache" -type f -perm /077)" ]
    sed -i 's/PRIMARY KEY//Ig' "$BATS_TEST_TMPDIR/open/dump.sql"
    run grep -rliE 'prim(ä|ae)r|sekund(ä|ae)r|primary|secondary' "$BATS_TEST_TMPDIR/open" \
        "$built/output/tables/values.csv" "$built/output/tables/classes.csv" \
        "$built/output/report.json" "$built/output/datapackage.json"
    echo "$output"
    [ -z "$output" ]
}

@test "an attacker with output/ alone finds nothing, by differences or by programmes" {
    command -v glpsol > /dev/null || skip "glpk-utils is not there"
    run perl "$BATS_TEST_DIRNAME/attack.pl" "$built/output"
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output =~ ^([0-9]+)\ hidden.*\ 0\ found ]]
    [ "${BASH_REMATCH[1]}" -gt 30 ]
    # The same attacker breaks an edition that hides only what is small itself.
    awk -F, 'NR == FNR { if ($7 > 0 && $7 < 3) small[$1 "," $2 "," $3 "," $4 "," $6]; open[$1 "," $2 "," $3 "," $4 "," $6] = $0; next }
        ($1 "," $2 "," $3 "," $4 "," $6) in small || $17 != "suppressed" { print; next }
        { print open[$1 "," $2 "," $3 "," $4 "," $6] }' \
        "$known/output/tables/values.csv" "$built/output/tables/values.csv" \
        > "$edition/tables/values.csv"
    run perl "$BATS_TEST_DIRNAME/attack.pl" "$edition"
    echo "$output"
    [ "$status" -eq 1 ]
}
