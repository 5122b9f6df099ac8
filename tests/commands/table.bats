# Tables of single indicators.
load helper

@test "table prints only what was asked for, under one head" {
    run sozialraum -C "$project" table eckwert kinderarmut --level region
    [ "$status" -eq 0 ]
    [ "$(echo "$output" | cut -d, -f1 | sort -u | tr '\n' ' ')" = "eckwert indicator kinderarmut " ]
    [ "$(echo "$output" | grep -c ^indicator,)" -eq 1 ]
    [ "$(echo "$output" | tail -n +2 | cut -d, -f3 | sort -u)" = region ]
}

@test "indicator show --area never prints protected figures, only where they are from" {
    run sozialraum -C "$project" indicator show eckwert --area 07332005 --period 2018
    [ "$status" -eq 0 ]
    [[ $output == *"hilfen_31, Bobenheim am Berg, 2018"* ]]
    [ "$(echo "$output" | grep 'hilfen.csv' | grep -c ': [0-9]')" -eq 0 ]
    [ "$(echo "$output" | grep 'bevoelkerung-alter.csv' | grep -c ': [0-9]')" -gt 0 ]
}

@test "the ending of the file says that it is a workbook; no decimals of denominators are lost in it" {
    sozialraum -C "$project" -q table bevoelkerungsdichte -o "$BATS_TEST_TMPDIR/t.xlsx"
    sozialraum -C "$project" -q table bevoelkerungsdichte -o "$BATS_TEST_TMPDIR/t.csv"
    mkdir "$BATS_TEST_TMPDIR/parts"
    unzip -q "$BATS_TEST_TMPDIR/t.xlsx" -d "$BATS_TEST_TMPDIR/parts"
    run perl -0777 -e '
        my $folder = shift;
        my $read = sub { open my $f, "<", "$folder/$_[0]" or die "$_[0]: $!"; <$f> };
        my $styles = $read->("parts/xl/styles.xml");
        my %code = $styles =~ /<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g;
        my ($cells) = $styles =~ m{(<cellXfs.*?</cellXfs>)}s or die "no formats";
        my @format = map { $code{$_} // 0 } $cells =~ /<xf numFmtId="(\d+)"/g;
        my %area = map { ((split /,/)[7] => 1) } split /\n/, $read->("t.csv");
        my ($n, $sheet) = (0, join "", map { $read->("parts/xl/worksheets/sheet$_.xml") } 1 .. 3);
        while ($sheet =~ m{<c r="[A-Z]+\d+" s="(\d+)"><v>(\d+\.\d+)</v>}g) {
            next unless $area{$2};
            $n++;
            print "$2 is shown as $format[$1]\n" unless $format[$1] =~ /\./;
        }
        print "$n\n"' "$BATS_TEST_TMPDIR"
    [ "$output" -ge 48 ]
}
