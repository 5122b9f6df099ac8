# Write.pm: tables in the forms in which offices send them.
package Write;
use strict;
use warnings;
use utf8;

# 12345 as 12.345; "" and signs stay as they are
sub grouped {
    my ($number) = @_;
    1 while $number =~ s/^(-?\d+)(\d{3})/$1.$2/;
    return $number;
}

# 12.5 as 12,5
sub comma {
    my ($number) = @_;
    $number =~ tr/./,/;
    return $number;
}

# Writes @$rows (arrays) to $path. %options: encoding (UTF-8), bom, end ("\n"), quoted.
sub csv {
    my ($path, $rows, %options) = @_;
    my $encoding = $options{encoding} // 'UTF-8';
    my $end = $options{end} // "\n";
    open my $out, ">:raw:encoding($encoding)", $path or die "$path: $!";
    print {$out} "\x{FEFF}" if $options{bom};
    for my $row (@$rows) {
        my @cells = @$row;
        if ($options{quoted}) {
            s/"/""/g for @cells;
            $_ = qq("$_") for @cells;
        }
        print {$out} join(';', @cells), $end;
    }
    close $out or die "$path: $!";
    return;
}

# A GENESIS table: head lines, header rows with their labels repeated, a footer after a rule.
sub genesis_table {
    my ($path, $head, $header, $rows) = @_;
    csv(
        $path,
        [
            (map { [$_] } @$head), @$header,
            @$rows, ['__________'],
            ['Beispieldaten (erfunden)'], ['Stand: 31.12.2018']
        ],
        encoding => 'cp1252',
        end => "\r\n"
    );
    return;
}

1;
