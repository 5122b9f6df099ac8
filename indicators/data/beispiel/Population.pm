# Population.pm: people by Gemeinde, year, sex and single age, with births, deaths and moves
# that fit: people of this year = people of last year + births - deaths + arrivals - departures.
#
# 31.12.2018 is drawn first, its sums by sex are the real ones; the years before follow by
# going back cohort by cohort.
package Population;
use strict;
use warnings;

our @years = (2014 .. 2018);
use constant {
    LAST_YEAR => 2018,
    OLDEST => 100
};

# age => weight of one year of age, straight lines between
my @pyramid = (
    0 => 0.86,
    3 => 0.88,
    6 => 0.88,
    10 => 0.94,
    14 => 1.00,
    17 => 1.08,
    19 => 1.08,
    22 => 0.98,
    27 => 1.00,
    32 => 1.10,
    37 => 1.14,
    42 => 1.14,
    46 => 1.42,
    50 => 1.88,
    54 => 2.04,
    58 => 1.86,
    62 => 1.60,
    66 => 1.38,
    70 => 1.12,
    73 => 0.98,
    77 => 1.16,
    80 => 1.00,
    84 => 0.62,
    88 => 0.34,
    92 => 0.14,
    96 => 0.04,
    100 => 0.012,
);

# age => deaths within a year, of one person
my %mortality = (
    m => [
        0 => 0.0034,
        1 => 0.0002,
        15 => 0.0003,
        20 => 0.0005,
        40 => 0.0014,
        50 => 0.0038,
        60 => 0.0105,
        70 => 0.0240,
        80 => 0.0600,
        90 => 0.1750,
        100 => 0.4000
    ],
    w => [
        0 => 0.0029,
        1 => 0.0002,
        15 => 0.0002,
        20 => 0.0002,
        40 => 0.0008,
        50 => 0.0021,
        60 => 0.0056,
        70 => 0.0130,
        80 => 0.0390,
        90 => 0.1400,
        100 => 0.3600
    ],
);

# age => moves into a Gemeinde within a year, per person; and the share that leaves again
my @arrivals = (
    0 => 0.060,
    4 => 0.048,
    10 => 0.030,
    16 => 0.034,
    20 => 0.095,
    26 => 0.120,
    32 => 0.095,
    40 => 0.052,
    50 => 0.030,
    60 => 0.020,
    75 => 0.016,
    85 => 0.026,
    100 => 0.02
);
my @departures = (
    0 => 0.046,
    4 => 0.038,
    10 => 0.025,
    16 => 0.034,
    20 => 0.125,
    26 => 0.122,
    32 => 0.078,
    40 => 0.043,
    50 => 0.027,
    60 => 0.019,
    75 => 0.015,
    85 => 0.025,
    100 => 0.02
);

# The value at $x of straight lines between the points x, y, x, y, …
sub at {
    my ($x, @points) = @_;
    my ($x1, $y1) = splice @points, 0, 2;
    while (@points) {
        my ($x2, $y2) = splice @points, 0, 2;
        return $y1 + ($y2 - $y1) * ($x - $x1) / ($x2 - $x1) if $x <= $x2;
        ($x1, $y1) = ($x2, $y2);
    }
    return $y1;
}

# Whole numbers in the proportion of @$weights that add up to $total (largest remainders).
sub shares {
    my ($total, $weights) = @_;
    my $sum = 0;
    $sum += $_ for @$weights;
    my @exact = map { $total * $_ / $sum } @$weights;
    my @whole = map { int } @exact;
    my $left = $total;
    $left -= $_ for @whole;
    my @order =
        sort { $exact[$b] - $whole[$b] <=> $exact[$a] - $whole[$a] || $a <=> $b } 0 .. $#exact;
    $whole[$_]++ for @order[ 0 .. $left - 1 ];
    return \@whole;
}

sub newest_year {
    my ($place, $sex, $chance) = @_;
    my @weights;
    for my $age (0 .. OLDEST) {
        my $weight = at($age, @pyramid);
        $weight *= $age < 20 ? $place->{young} : $age >= 65 ? 1 / $place->{young} : 1;
        $weight *= $sex eq 'm' ? 1.05 - ($age > 60 ? ($age - 60) * 0.014 : 0) : 1;
        my $noise = 1 + 0.09 * $chance->normal;
        push @weights, $weight * ($noise < 0.3 ? 0.3 : $noise);
    }
    return shares($sex eq 'm' ? $place->{male} : $place->{female}, \@weights);
}

# Given the people at the end of a year, gives those at the end of the year before and adds
# what happened in between to %$events. $people->[$age] goes back to age - 1.
sub year_before {
    my ($people, $sex, $chance, $events) = @_;
    my @before = (0) x (OLDEST + 1);
    for my $age (0 .. OLDEST) {
        my $n = $people->[$age];
        my $arrived = $chance->binomial($n, at($age, @arrivals));
        my $left = $chance->binomial($n, at($age, @departures));
        my $died = $chance->binomial($n, at($age, @{ $mortality{$sex} }));
        my $earlier = $n - $arrived + $left + $died;
        $events->{arrivals} += $arrived;
        $events->{departures} += $left;
        $events->{deaths} += $died;

        if ($age < 18 || ($age >= 30 && $age < 50)) {
            $events->{family_arrivals} += $arrived;
            $events->{family_departures} += $left;
        }
        if ($age == 0) {
            $events->{births} += $earlier;
        } elsif ($age < OLDEST) {
            $before[ $age - 1 ] += $earlier;
        } else {

            # Of those of 100 and more a third was there a year ago already.
            my $stayed = int($earlier / 3);
            $before[OLDEST] += $stayed;
            $before[ OLDEST - 1 ] += $earlier - $stayed;
        }
    }
    return \@before;
}

# Fills people{year}{sex}[age] and events{year}{…} of each place.
sub fill {
    my ($places) = @_;
    my $chance = Chance->new('population');
    for my $place (@$places) {
        for my $sex (qw(m w)) {
            my $people = newest_year($place, $sex, $chance);
            for my $year (reverse @years) {
                $place->{people}{$year}{$sex} = $people;
                $people = year_before($people, $sex, $chance, $place->{events}{$year} //= {});
            }
        }
    }
    return;
}

# People of both sexes from age $from to $to, both included.
sub count {
    my ($place, $year, $from, $to) = @_;
    my $sum = 0;
    for my $sex (qw(m w)) {
        $sum += $_ for @{ $place->{people}{$year}{$sex} }[ $from .. $to ];
    }
    return $sum;
}

# The ages of all people added up; a year of age counts with its middle.
sub years_lived {
    my ($place, $year) = @_;
    my $sum = 0;
    $sum += ($_ + 0.5) * count($place, $year, $_, $_) for 0 .. OLDEST;
    return $sum;
}

1;
