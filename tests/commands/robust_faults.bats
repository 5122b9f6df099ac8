# The faults of tests/faults/sample.txt, named by file, so that they are the same everywhere;
# `make faults` tries them all over the run.
load helper

setup() { :; }

@test "a failing call leaves the old edition or the new one, and tells" {
    run perl "$BATS_TEST_DIRNAME/../faults/faults.pl" "$SOZIALRAUM" \
        "$(dirname "$SOZIALRAUM")/faults.so" "$BATS_TEST_TMPDIR/faults" sample
    echo "$output"
    [ "$status" -eq 0 ]
}
