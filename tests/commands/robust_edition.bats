# Whole or not at all: kill -9 at any moment, Ctrl-C, two runs at once.
load helper

setup() {
    project=$BATS_TEST_TMPDIR/project
    sh "$BATS_TEST_DIRNAME/../faults/project.sh" "$project"
}

# What an edition is made of, as one line.
sum_of() { (cd "$1" && find . -type f -exec sha256sum {} + | LC_ALL=C sort -k2 | sha256sum); }

build_on() {
    local day=$1
    shift
    SOURCE_DATE_EPOCH=$day sozialraum -C "$project" -q build "$@"
}

# In the background; its number in $runner.
start_on() {
    SOURCE_DATE_EPOCH=$1 LANGUAGE=de "$SOZIALRAUM" -C "$project" -q build 3>&- \
        2>"$BATS_TEST_TMPDIR/said" &
    runner=$!
}

no_litter() {
    ls -A "$project" "$project/.cache"
    [ -z "$(ls -d "$project"/output.* 2>/dev/null)" ]
    [ "$(ls -A "$project/.cache" | grep -vx store.sqlite-seal | LC_ALL=C sort | tr '\n' ' ')" = "areas edition.txt lock pattern.txt store.sqlite " ]
}

# Waits until the run works on a new edition; at most four seconds.
wait_for_lock() {
    local tries
    for tries in $(seq 200); do
        [ -s "$project/.cache/lock" ] && [ -d "$project/output.new" ] && return 0
        sleep 0.02
    done
    return 1
}

@test "kill -9 at any moment leaves a whole edition, and the next build heals" {
    days=(1600000000 1700000000)
    for i in 0 1; do
        build_on "${days[$i]}"
        sums[$i]=$(sum_of "$project/output")
    done
    [ "${sums[0]}" != "${sums[1]}" ]
    for round in $(seq "${SR_KILL_ROUNDS:-8}"); do
        start_on "${days[$((round % 2))]}"
        sleep "0.$(printf '%03d' $((RANDOM % 600)))"
        kill -9 "$runner" 2>/dev/null || true
        wait "$runner" || true
        now=$(sum_of "$project/output")
        [ "$now" = "${sums[0]}" ] || [ "$now" = "${sums[1]}" ]
    done
    build_on "${days[0]}"
    [ "$(sum_of "$project/output")" = "${sums[0]}" ]
    no_litter
}

@test "of two runs at once the second says who holds the lock" {
    start_on 1600000000
    wait_for_lock
    kill -STOP "$runner"
    SOURCE_DATE_EPOCH=1600000000 run sozialraum -C "$project" -q build
    kill -CONT "$runner"
    [ "$status" -eq 3 ]
    [[ $output == *"$runner"* ]]
    wait "$runner"
    [ -s "$project/output/atlas.pdf" ]
    no_litter
}

@test "Ctrl-C ends with 130 and changes nothing" {
    build_on 1600000000
    before=$(sum_of "$project/output")
    # Bash lets background processes ignore SIGINT; perl gives it back.
    SOURCE_DATE_EPOCH=1700000000 perl -e '$SIG{INT} = "DEFAULT"; exec @ARGV' \
        "$SOZIALRAUM" -C "$project" -q build 3>&- 2>"$BATS_TEST_TMPDIR/said" &
    runner=$!
    wait_for_lock
    kill -INT "$runner"
    status=0
    wait "$runner" || status=$?
    [ "$status" -eq 130 ]
    [ "$(sum_of "$project/output")" = "$before" ]
    build_on 1700000000
    no_litter
}

@test "an output folder that may not be written ends with 3 and stays" {
    build_on 1600000000
    before=$(sum_of "$project/output")
    chmod 500 "$project/output"
    SOURCE_DATE_EPOCH=1700000000 run bound_by_rights "$SOZIALRAUM" -C "$project" -q build
    chmod 700 "$project/output"
    [ "$status" -eq 3 ]
    [ "$(sum_of "$project/output")" = "$before" ]
}

@test "output/ that is a link to a folder is refused, not replaced" {
    mkdir "$BATS_TEST_TMPDIR/www"
    ln -s "$BATS_TEST_TMPDIR/www" "$project/output"
    run build_on 1600000000
    [ "$status" -eq 3 ]
    [[ $output == *output* ]]
    [ -L "$project/output" ]
    [ -z "$(ls -A "$BATS_TEST_TMPDIR/www")" ]
}

@test "links in output/ are replaced, never followed" {
    build_on 1600000000
    before=$(sum_of "$project/output")
    echo mine >"$BATS_TEST_TMPDIR/mine"
    mkdir "$BATS_TEST_TMPDIR/elsewhere"
    rm -r "$project/output/tables"
    ln -s "$BATS_TEST_TMPDIR/elsewhere" "$project/output/tables"
    ln -sf "$BATS_TEST_TMPDIR/mine" "$project/output/atlas.pdf"
    ln -sf "$BATS_TEST_TMPDIR/mine" "$project/output/report.json"
    build_on 1600000000
    [ "$(cat "$BATS_TEST_TMPDIR/mine")" = mine ]
    [ -z "$(ls -A "$BATS_TEST_TMPDIR/elsewhere")" ]
    [ "$(sum_of "$project/output")" = "$before" ]
    [ -z "$(find "$project/output" -type l)" ]
}

@test "output.new as a link to another folder is removed, the folder stays" {
    mkdir "$BATS_TEST_TMPDIR/elsewhere"
    echo mine >"$BATS_TEST_TMPDIR/elsewhere/mine"
    ln -s "$BATS_TEST_TMPDIR/elsewhere" "$project/output.new"
    build_on 1600000000
    [ "$(cat "$BATS_TEST_TMPDIR/elsewhere/mine")" = mine ]
    no_litter
}

@test "a store that is cut, foreign or full of rubbish is made anew" {
    build_on 1600000000
    before=$(sum_of "$project/output")
    store=$project/.cache/store.sqlite
    size=$(stat -c %s "$store")
    for cut in 0 1 100 1024 4096 $((size / 2)) $((size - 1)); do
        head -c "$cut" "$store" >"$BATS_TEST_TMPDIR/cut"
        cp "$BATS_TEST_TMPDIR/cut" "$store"
        build_on 1600000000
        [ "$(sum_of "$project/output")" = "$before" ]
    done
    head -c "$size" /dev/urandom >"$store"
    build_on 1600000000
    rm "$store"
    sqlite3 "$store" "CREATE TABLE stage(name, fingerprint); CREATE TRIGGER t AFTER INSERT ON stage BEGIN DELETE FROM stage; END"
    build_on 1600000000
    ln -sf "$BATS_TEST_TMPDIR/nirgends" "$store"
    build_on 1600000000
    [ ! -e "$BATS_TEST_TMPDIR/nirgends" ]
    [ "$(sum_of "$project/output")" = "$before" ]
    no_litter
}

@test "a list of the edition that names files elsewhere is not believed" {
    build_on 1600000000
    before=$(sum_of "$project/output")
    printf '../sozialraum.ini\n/etc/passwd\n' >"$project/.cache/edition.txt"
    build_on 1600000000
    [ "$(sum_of "$project/output")" = "$before" ]
    : >"$project/.cache/edition.txt"
    rm "$project/output/atlas.pdf"
    build_on 1600000000
    [ "$(sum_of "$project/output")" = "$before" ]
}
