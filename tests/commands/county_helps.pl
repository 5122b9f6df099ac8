#!/usr/bin/perl
# county_helps.pl AREAS REGISTER: made-up helps of five years for the Gemeinden of a county.
#
# AREAS is what `list areas --format csv` tells, REGISTER the official list of Gemeinden with
# their people. About seven helps a year on 1 000 people, by kind as in the example; all of
# the same bytes on every run.
use strict;
use warnings;

my ($areas, $register) = @ARGV;
my @kinds = (
    [ '27_2_ambulant', 6 ], [ '27_2_ausserhalb', 2 ], [ '27_2_sonstige', 2 ], [ '28', 14 ],
    [ '29', 5 ], [ '30', 14 ], [ '31', 22 ], [ '32', 6 ], [ '33', 12 ], [ '34', 8 ],
    [ '35/ambulant', 1 ], [ '35/stationaer', 1 ], [ '35a', 7 ],
);
my %groups = (
    '27_2' => [qw(27_2_ambulant 27_2_ausserhalb 27_2_sonstige)],
    '35' => [qw(35/ambulant 35/stationaer)],
    'ambulant' => [qw(29 30 31 27_2_ambulant 27_2_sonstige 35/ambulant)],
    'teilstationaer' => ['32'],
    'stationaer' => [qw(33 34 27_2_ausserhalb 35/stationaer)],
);
my %people = (u18 => 0.16, u21 => 0.19, '6_13' => 0.075, '6_17' => 0.11, '12_20' => 0.09, '14_20' => 0.07);

# A multiplicative generator of Park and Miller.
my $seed = 20180101;
sub chance { $seed = $seed * 16807 % 2147483647; return $seed / 2147483647 }

# Poisson, by multiplying (Knuth); large means in pieces.
sub cases {
    my ($mean) = @_;
    return cases($mean / 2) + cases($mean / 2) if $mean > 20;
    my ($n, $product) = (0, chance());
    while ($product > exp(-$mean)) { $n++; $product *= chance() }
    return $n;
}

my %of;
open my $list, '<', $register or die "$register: $!";
while (<$list>) {
    my ($ars, undef, $n) = split /;/;
    $of{ substr($ars, 0, 5) . substr($ars, 9) } = $n if $n =~ /^\d+$/;
}
open my $codes, '<', $areas or die "$areas: $!";
my %seen;
my @codes = sort grep { !$seen{$_}++ } map { /(?:^|,)"?(\d{8})"?(?:,|$)/ ? $1 : () } <$codes>;

my @single = grep { !m{/} } map { $_->[0] } @kinds;
my @sums = sort keys %groups;
my @bands = sort keys %people;
print join(';', 'jahr', 'ags', (map { "hilfen_$_" } @single, @sums), map { "bev_$_" } @bands), "\n";
for my $year (2014 .. 2018) {
    for my $code (@codes) {
        my $n = $of{$code} // 500;
        my %count = map { $_->[0] => cases($n * 0.007 * $_->[1] / 100) } @kinds;
        for my $group (@sums) {
            $count{$group} = 0;
            $count{$group} += $count{$_} for @{ $groups{$group} };
        }
        print join(';', $year, $code, @count{ @single, @sums }, map { int($n * $people{$_}) } @bands), "\n";
    }
}
