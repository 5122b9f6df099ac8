# The made-up figures: made anew with equal bytes, and as real as they claim to be.

setup() {
    root=$BATS_TEST_DIRNAME/../..
    data=$root/indicators/data
}

@test "the generator makes the committed files with equal bytes" {
    mkdir "$BATS_TEST_TMPDIR/points"
    perl "$data/beispiel/erzeugen.pl" "$BATS_TEST_TMPDIR"
    n=0
    for file in "$BATS_TEST_TMPDIR"/*.*; do
        cmp "$file" "$data/beispiel/${file##*/}"
        n=$((n + 1))
    done
    [ "$n" -ge 13 ]
    for file in "$BATS_TEST_TMPDIR"/points/*; do
        cmp "$file" "$root/shapes/points/${file##*/}"
    done
}

# Prints AGS;sex;people on 31.12.2018: of the example, summed over the ages.
example_sums() {
    LC_ALL=C awk -F';' '$1 == 2018 { s = 0; for (i = 5; i <= NF; i++) s += $i; print $2 ";" $4 ";" s }' \
        "$data/beispiel/bevoelkerung-alter.csv" | sort
}

# The same of the Gemeindeverzeichnis.
real_sums() {
    LC_ALL=C awk -F';' 'NR > 1 { gsub(/[.\r]/, ""); ags = substr($1, 1, 5) substr($1, 10);
        print ags ";m;" $5; print ags ";w;" $6 }' "$data/gemeindeverzeichnis-2018.csv" | sort
}

@test "people by sex in 2018 are the real ones in each Gemeinde" {
    [ "$(example_sums | wc -l)" -eq 96 ]
    diff <(example_sums) <(real_sums)
}

@test "the real figures add up to the county" {
    run awk -F';' 'NR > 1 { gsub(/[.\r]/, ""); gsub(/,/, "."); people += $4; male += $5; female += $6 }
        END { print NR - 1, people, male + female }' \
        "$data/gemeindeverzeichnis-2018.csv"
    [ "$output" = "48 132660 132660" ]
}

@test "the regions have the members and people that were decided on" {
    run awk -F';' 'FNR == 1 { next }
        FILENAME ~ /verzeichnis/ { gsub(/\./, "", $4); people[substr($1, 1, 5) substr($1, 10)] = $4; next }
        { n[$5]++; sum[$5] += people[$1] }
        END { for (r = 1; r <= 4; r++) printf "%d %d;", n[r], sum[r] }' \
        "$data/gemeindeverzeichnis-2018.csv" "$root/shapes/regions/vier-regionen-2010.csv"
    [ "$output" = "13 44020;22 44329;1 20326;12 23985;" ]
}

@test "people of a year are those of the year before, born, gone, arrived and departed" {
    iconv -f windows-1252 -t UTF-8 "$data/beispiel/bewegung.csv" > "$BATS_TEST_TMPDIR/bewegung.csv"
    run awk -F';' '$1 !~ /^20/ { next }
        FILENAME ~ /alter/ { for (i = 5; i <= NF; i++) people[$1, $2] += $i; next }
        $1 > 2014 { want = people[$1 - 1, $2] + $4 - $5 + $6 - $7; n++
            if (want != people[$1, $2]) { print $1, $2, want, people[$1, $2]; exit } }
        END { print n }' \
        "$data/beispiel/bevoelkerung-alter.csv" "$BATS_TEST_TMPDIR/bewegung.csv"
    [ "$output" = "192" ]
}

@test "the stock of a kind, of the year before and begun, is that of the year and ended" {
    iconv -f windows-1252 -t UTF-8 "$data/beispiel/hilfen.csv" | tr -d '"\r' > "$BATS_TEST_TMPDIR/hilfen.csv"
    run awk -F';' 'function day(text) { return substr(text, 7) substr(text, 4, 2) substr(text, 1, 2) }
        NR == 1 { next }
        { n++; begin = day($7); end = $8 == "" ? 99999999 : day($8)
          if (end < begin) print "end before begin in row", NR
          for (y = 2014; y <= 2018; y++) {
              before[y, $5] += begin <= (y - 1) "1231" && end > (y - 1) "1231"
              begun[y, $5] += begin >= y "0101" && begin <= y "1231"
              ended[y, $5] += end >= y "0101" && end <= y "1231"
              stock[y, $5] += begin <= y "1231" && end > y "1231" } }
        END { for (k in stock) if (before[k] + begun[k] != stock[k] + ended[k]) print "kind", k
              print (n >= 3800 && n <= 4300) ? "about 4000" : n }' "$BATS_TEST_TMPDIR/hilfen.csv"
    [ "$output" = "about 4000" ]
}

@test "each facility lies in its Gemeinde, and the day-care places add up" {
    run perl -CSA -I"$data/beispiel" -MCounty -MEncode -we '
        my ($data, @files) = @ARGV;
        my %place = map { $_->{name} => $_ } @{ County::read_all($data) };
        my ($n, $capacity) = (0, 0);
        for my $file (@files) {
            open my $in, "<:encoding(UTF-8)", $file or die $!;
            scalar <$in>;
            while (<$in>) {
                chomp;
                my ($name, undef, $x, $y, $size) = split /;/, $_, -1;
                my ($gemeinde) = $name =~ /^\w+ (.+) \d+ \(/;
                County::is_inside($place{$gemeinde}, $x, $y) or print "$name is outside\n";
                $n++;
                $capacity += $size || 0;
            }
        }
        print $n > 60 ? "many" : $n, " $capacity";' "$data" "$root"/shapes/points/*.csv
    places=$(perl -I"$root/tests/example" -MFiles=read_table -e '
        my (undef, $rows) = read_table($ARGV[0], { skip => 1 });
        $n += $_->[7] + $_->[8] for grep { $_->[0] =~ /2018$/ } @$rows;
        print $n;' "$data/beispiel/kita.ods")
    [ "$output" = "many $places" ]
}
