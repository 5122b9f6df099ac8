# What the program makes of the example project.

setup() {
    root=$BATS_TEST_DIRNAME/../..
    program=${SOZIALRAUM:-$root/build/sozialraum}
    project=$BATS_TEST_TMPDIR/project
    mkdir "$project"
    cp -r "$root/sozialraum.ini" "$root/shapes" "$root/indicators" "$root/styles" "$project"
}

@test "the example has no finding" {
    run "$program" -C "$project" check
    [ "$status" -eq 0 ]
    [[ "$output" != *error:* && "$output" != *warning:* ]]
}

@test "all values of the example agree with a second computation to 1e-9" {
    "$program" -C "$project" table --format csv -o "$BATS_TEST_TMPDIR/values.csv"
    run perl "$root/tests/example/recompute.pl" "$project" "$BATS_TEST_TMPDIR/values.csv"
    echo "$output"
    [ "$status" -eq 0 ]
}
