# A few of the faults of `make faults`: enough to notice that something slipped.
load helper

setup() { :; }

@test "a failing call leaves the old edition or the new one, and tells" {
    [ -n "${SR_FAULTS:-}" ] || skip "a sample that differs with the machine: make faults, check-full"
    run perl "$BATS_TEST_DIRNAME/../faults/faults.pl" "$SOZIALRAUM" \
        "$(dirname "$SOZIALRAUM")/faults.so" "$BATS_TEST_TMPDIR/faults" 1 open,read,write,rename
    echo "$output"
    [ "$status" -eq 0 ]
}
