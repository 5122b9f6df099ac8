# Files.pm: reads definitions and tables for recompute.pl; only as much of each format as the
# example uses.
package Files;
use strict;
use warnings;
use utf8;
use Encode qw(decode);
use Exporter qw(import);

our @EXPORT_OK = qw(slurp read_ini csv_rows read_table place_word);

sub slurp {
    my ($path) = @_;
    open my $in, '<:raw', $path or die "$path: $!\n";
    local $/ = undef;
    return scalar <$in>;
}

# {group}{key}, and the names of the groups in order under ''
sub read_ini {
    my ($path) = @_;
    my (%ini, $group);
    for my $line (split /\n/, decode('UTF-8', slurp($path))) {
        next if $line =~ /^\s*(#|$)/;
        if ($line =~ /^\[(.+)\]/) { $group = $1; push @{ $ini{''} }, $group }
        elsif ($line =~ /^([^=]+?)\s*=\s*(.*?)\s*$/) { $ini{$group}{$1} = $2 }
    }
    return \%ini;
}

sub unescape {
    my ($text) = @_;
    my %sign = (
        amp => '&',
        lt => '<',
        gt => '>',
        quot => '"'
    );
    $text =~ s/&(\w+);/$sign{$1}/g;
    return $text;
}

# The parts of a zip whose parts are stored as they are.
sub zip_part {
    my ($bytes, $name) = @_;
    my $at = 0;
    while (substr($bytes, $at, 4) eq "PK\x03\x04") {
        my ($size, $n_name, $n_extra) = unpack 'x18 V x4 v v', substr $bytes, $at, 30;
        my $start = $at + 30 + $n_name + $n_extra;
        return decode('UTF-8', substr $bytes, $start, $size)
            if substr($bytes, $at + 30, $n_name) eq $name;
        $at = $start + $size;
    }
    die "no $name in the zip\n";
}

sub xlsx_rows {
    my ($bytes, $sheet) = @_;
    my @strings = map { unescape($_) }
        zip_part($bytes, 'xl/sharedStrings.xml') =~ m{<si><t>(.*?)</t></si>}gs;
    my @names = zip_part($bytes, 'xl/workbook.xml') =~ /<sheet name="(.*?)"/g;
    my ($number) = grep { $names[ $_ - 1 ] eq $sheet } 1 .. @names;
    my @rows;
    for my $row (
        zip_part($bytes, "xl/worksheets/sheet$number.xml") =~ m{<row .*?>(.*?)</row>}gs)
    {
        my @cells;
        while ($row =~ m{<c r="([A-Z])\d+"([^>]*)><v>(.*?)</v>}g) {
            my ($column, $style, $value) = ($1, $2, $3);
            $cells[ ord($column) - ord 'A' ] = $style =~ /t="s"/ ? $strings[$value] : $value;
        }
        push @rows, [ map { $_ // '' } @cells ];
    }
    return @rows;
}

sub ods_rows {
    my ($bytes) = @_;
    return map {
        [ map { m{<text:p>(.*?)</text:p>} ? unescape($1) : '' }
                m{(<table:table-cell.*?(?:/>|</table:table-cell>))}g ]
    } zip_part($bytes, 'content.xml') =~ m{<table:table-row>(.*?)</table:table-row>}gs;
}

sub csv_rows {
    my ($bytes, $encoding) = @_;
    my $text = decode($encoding, $bytes);
    $text =~ s/^\x{FEFF}//;
    return map { s/\r$//r } split /\n/, $text;
}

# A file of figures as (columns, rows).
sub read_table {
    my ($path, $format) = @_;
    my $bytes = slurp($path);
    my @rows =
          $path =~ /xlsx$/ ? xlsx_rows($bytes, $format->{sheet})
        : $path =~ /ods$/ ? ods_rows($bytes)
        : map {
        [ map { s/^"(.*)"$/$1/r } split /;/, $_, -1 ]
        } csv_rows($bytes, $format->{encoding} // 'UTF-8');
    splice @rows, 0, $format->{skip} // 0;
    my $n_header = $format->{header} // 1;
    my ($last) = sort { $b <=> $a } map { $#$_ } @rows[ 0 .. $n_header - 1 ];
    my @names;

    for my $i (1 .. $n_header) {
        my ($row, $before) = (shift @rows, '');
        for my $c (0 .. $last) {
            my $own = $row->[$c] // '';
            my $cell = $own eq '' && $i < $n_header ? $before : $own;
            $before = $own if $own ne '';
            $names[$c] =
                  !defined $names[$c] || $names[$c] eq '' ? $cell
                : $cell eq '' || $cell eq $names[$c] ? $names[$c]
                : "$names[$c] / $cell";
        }
    }
    return (\@names, [ grep { @$_ > 2 } @rows ]);
}

# The word by which two spellings of one place are known: battenberg, weisenheim am berg.
sub place_word {
    my ($name) = @_;
    $name = lc $name;
    $name =~ s/ß/ss/g;
    $name =~ s/ *[(]pfalz[)]|^stadt |, stadt$//g;
    $name =~ s/a\. *d\. */an der /g;
    $name =~ s/weinstr\.$/weinstrasse/;
    $name =~ s{/(berg|sand)$}{ am $1};
    return $name;
}

1;
