# What `check` tells, in which order, and for machines.
load helper

# Prints of the findings of check: severity, file, row; and the counts.
findings() {
    sozialraum -C "$project" check --format json >"$BATS_TEST_TMPDIR/check.json" || true
    perl -MJSON::PP -e '
        local $/;
        my $all = decode_json(<STDIN>);
        for my $finding (@{ $all->{findings} }) {
            $finding->{file} =~ s{.*/project/}{};
            print "$finding->{severity} $finding->{file} $finding->{row}\n";
        }
        print "$_ $all->{$_}\n" for qw(errors following atlases maps values);
    ' <"$BATS_TEST_TMPDIR/check.json"
}

mistakes() {
    local data=$project/indicators/data/beispiel
    sed -i 's/^numerator=/nummerator=/' "$project/indicators/eckwert.ini"
    sed -i 's/^numerator=.*/numerator=sgb2_kinder_u51/' "$project/indicators/kinderarmut.ini"
    sed -i 's/^chapter=.*/chapter=hilfn/' "$project/indicators/hilfen-28.ini"
    sed -i 's/^palette=.*/palette=Bluse/' "$project/indicators/hilfen-29.ini"
    sed -i '2s/Altleiningen/Altleinigen/; 3s/;159;/;-159;/; 4s/;[0-9]*$/;?/' "$data/herkunft-trennung.csv"
    sed -i '2s/"15.04.2013"/"15.04.2003"/' "$data/hilfen.csv"
}

@test "eight kinds of mistakes, by file, severity and row, in one run" {
    mistakes
    findings >"$BATS_TEST_TMPDIR/found"
    cat "$BATS_TEST_TMPDIR/found"
    local wanted
    for wanted in 'eckwert.ini [1-9]' 'kinderarmut.ini [1-9]' 'hilfen-28.ini [1-9]' 'hilfen-29.ini [1-9]' \
        'data/beispiel/herkunft-trennung.csv 2' 'data/beispiel/herkunft-trennung.csv 3' \
        'data/beispiel/herkunft-trennung.csv 4' 'data/beispiel/hilfen.csv 2'; do
        grep -q "^error indicators/$wanted" "$BATS_TEST_TMPDIR/found"
    done
    # Files ascend; within a file errors stand before warnings, rows ascend.
    grep -E '^(error|warning|note) ' "$BATS_TEST_TMPDIR/found" >"$BATS_TEST_TMPDIR/order"
    LC_ALL=C sort -s -k2,2 -k1,1 -k3,3n "$BATS_TEST_TMPDIR/order" | diff "$BATS_TEST_TMPDIR/order" -
    # What fails only since the register and the table were not read is counted.
    [ "$(sed -n 's/^following //p' "$BATS_TEST_TMPDIR/found")" -gt 10 ]
    [ "$(grep -c '^error' "$BATS_TEST_TMPDIR/found")" -lt 20 ]
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output == *"nicht gelesen"* ]]
}

@test "of a file that cannot be read only the cause is told" {
    printf 'a\0b;c\n' >"$project/indicators/data/beispiel/bevoelkerung-alter.csv"
    findings >"$BATS_TEST_TMPDIR/found"
    cat "$BATS_TEST_TMPDIR/found"
    [ "$(grep -c '^error' "$BATS_TEST_TMPDIR/found")" -eq 2 ] # a finding and their number
    grep -qx 'error indicators/data/beispiel/bevoelkerung-alter.csv 1' "$BATS_TEST_TMPDIR/found"
    grep -qx 'errors 1' "$BATS_TEST_TMPDIR/found"
    # A mistake of its own is told all the same.
    sed -i 's/^numerator=.*/numerator=gebrene/' "$project/indicators/geburten.ini"
    findings | grep -q '^error indicators/geburten.ini 6'
}

@test "the last lines say what would be built, and it is" {
    keep_indicators "$project" bevoelkerungsdichte geburten
    findings >"$BATS_TEST_TMPDIR/found"
    cat "$BATS_TEST_TMPDIR/found"
    grep -qx 'errors 0' "$BATS_TEST_TMPDIR/found"
    sozialraum -C "$project" -q build
    local maps
    maps=$(find "$project/output/maps" -name '*.pdf' -o -name '*.png' | wc -l)
    grep -qx "maps $maps" "$BATS_TEST_TMPDIR/found"
    grep -qx "atlases $(find "$project/output" -name 'atlas*.pdf' | wc -l)" "$BATS_TEST_TMPDIR/found"
    run sozialraum -C "$project" check
    [ "$status" -eq 0 ]
    [[ $output == *"$maps Karten"* ]]
}
