#!/usr/bin/perl
# classes.pl INDICATORS VALUES.csv [CLASSES.csv] — no printed value contradicts its class.
#
# Values are rounded as they are printed, by the `decimals` of INDICATORS/<id>.ini. Equal
# ones are in one class, greater ones in no lower class; and each lies within the bounds
# that CLASSES.csv gives it. Prints how many values were looked at, and what is wrong.
use strict;
use warnings;
use Text::ParseWords;

my ($folder, $values, $classes) = @ARGV;
my (%decimals, %bounds, %seen);
my ($n, $n_wrong) = (0, 0);

sub rows {
    my ($path) = @_;
    open my $file, '<', $path or die "$path: $!";
    my @names = split /,/, <$file> =~ s/\s+$//r;
    my @rows;
    while (my $line = <$file>) {
        my @cells = quotewords(',', 0, $line =~ s/\s+$//r);
        push @rows, {map { $names[$_] => $cells[$_] // '' } 0 .. $#names};
    }
    return @rows;
}

# Halves go away from zero; the digits are those of the shortest decimal.
sub printed {
    my ($value, $digits) = @_;
    my $scaled = abs(sprintf('%.15g', $value)) * 10**$digits;
    my $whole = int($scaled + 0.5 + 1e-9 * (1 + $scaled));
    return ($value < 0 ? -1 : 1) * $whole / 10**$digits;
}

sub wrong {
    my ($row, $what) = @_;
    print join(' ', @$row{qw(indicator scheme level area period value class)}), ": $what\n"
        if $n_wrong++ < 20;
}

sub decimals {
    my ($id) = @_;
    return $decimals{$id} if defined $decimals{$id};
    open my $file, '<', "$folder/$id.ini" or die "$id: $!";
    my ($found) = map { /^decimals=(\d)/ ? $1 : () } <$file>;
    return $decimals{$id} = $found // 1;
}

if (defined $classes) {
    my %last;
    for (rows($classes)) {
        my $map = join ',', @$_{qw(indicator scheme level period)};
        $bounds{"$map,$_->{class}"} = $_;
        $last{$map} = $_->{class} if !$last{$map} || $last{$map} < $_->{class};
    }
    $bounds{"$_,$last{$_}"}{is_last} = 1 for keys %last;
}
for my $row (grep { $_->{class} ne '' } rows($values)) {
    my $value = printed($row->{value}, decimals($row->{indicator}));
    my $bound = $bounds{join ',', @$row{qw(indicator scheme level period class)}};

    $n++;
    push @{$seen{$row->{indicator}}}, [$value, $row];
    next if !$bound;
    wrong($row, "printed $value, in $bound->{lower} to $bound->{upper}")
        if ($bound->{class} > 1 && $value < $bound->{lower} - 1e-9)
        || (!$bound->{is_last} && $value > $bound->{upper} - 1e-9);
}
for my $id (sort keys %seen) {
    my ($highest, $before) = (0, undef);

    open my $file, '<', "$folder/$id.ini" or die "$id: $!";
    next if grep { /^bounds=own/ } <$file>; # classes of each map by itself
    for (sort { $a->[0] <=> $b->[0] || $a->[1]{class} <=> $b->[1]{class} } @{$seen{$id}}) {
        my ($value, $row) = @$_;

        wrong($row, "printed $value, below or equal to what is in class $highest")
            if $row->{class} < $highest
            || (defined $before && $value == $before && $row->{class} > $highest);
        ($highest, $before) = ($row->{class}, $value);
    }
}
print "$n values, $n_wrong wrong\n";
exit($n == 0 || $n_wrong > 0);
