# Figures.pm: made-up counts of households, work, benefits, day care and staff, fitting the
# people and the hardship of each Gemeinde.
package Figures;
use strict;
use warnings;

# Each draws with a chance of its own kind of figure and gives a hash of counts.

sub households {
    my ($place, $year, $chance) = @_;
    my $people = Population::count($place, $year, 0, 100);
    my $children = Population::count($place, $year, 0, 17);
    my $all = int($people / (2.12 + 0.06 * $chance->normal) + 0.5);
    my $with_children = int($children / (1.62 + 0.05 * $chance->normal) + 0.5);
    return {
        all => $all,
        with_children => $with_children,
        single => $chance->binomial($with_children, 0.175 * (0.5 + 0.5 * $place->{hardship})),
        many => $chance->binomial($with_children, 0.115),
        housing => $chance->binomial($all, 0.011 * $place->{hardship}),
    };
}

sub work {
    my ($place, $year, $chance) = @_;
    my $able = Population::count($place, $year, 15, 64);
    my $young = Population::count($place, $year, 15, 24);
    my $insured = $chance->binomial($able, 0.615 - 0.03 * $place->{hardship});
    my $young_out = $chance->binomial($young, 0.021 * $place->{hardship});
    my $out = $young_out + $chance->binomial($able - $young, 0.033 * $place->{hardship});
    my $jobs =
        $place->{kind} =~ /verbandsfrei/ ? 0.62 : $place->{kind} eq 'Stadt' ? 0.45 : 0.17;
    return {
        unemployed => $out,
        unemployed_young => $young_out,
        unemployed_long => $chance->binomial($out - $young_out, 0.33),
        insured => $insured,
        commuters_out => $chance->binomial($insured, $jobs > 0.3 ? 0.68 : 0.89),
        commuters_in => int($insured * $jobs * (0.75 + 0.1 * $chance->uniform) + 0.5),
    };
}

sub benefits {
    my ($place, $year, $chance) = @_;
    my $trend = 1 + 0.02 * (2018 - $year);
    my $children = Population::count($place, $year, 0, 14);
    my $young = $chance->binomial($children, 0.078 * $place->{hardship} * $trend);
    my $others = $chance->binomial(Population::count($place, $year, 15, 64),
        0.036 * $place->{hardship} * $trend);
    my $communities = int(($young + $others) / 1.95 + 0.5);
    my $with_children = $chance->binomial($communities, $young ? 0.37 : 0);
    return {
        persons => $young + $others,
        children => $young,
        communities => $communities,
        with_children => $with_children,
        single => $chance->binomial($with_children, 0.53),
    };
}

sub origin {
    my ($place, $year, $chance) = @_;
    my $minors = Population::count($place, $year, 0, 17);
    my $foreign =
        $chance->binomial($minors, 0.062 * $place->{hardship} * (0.7 + 0.06 * ($year - 2013)));
    return {
        foreign => $foreign,
        migrant => $foreign + $chance->binomial($minors - $foreign, 0.19 * $place->{hardship}),
        divorce => $chance->binomial($minors, 0.0085 * (0.6 + 0.4 * $place->{hardship})),
    };
}

sub day_care {
    my ($place, $year, $chance) = @_;
    my $progress = 0.012 * ($year - 2014);
    my ($under1, $one, $two, $kindergarten, $school) =
        map { Population::count($place, $year, @$_) } [ 0, 0 ], [ 1, 1 ], [ 2, 2 ], [ 3, 5 ],
        [ 6, 9 ];
    my $in_one = $chance->binomial($under1, 0.03) + $chance->binomial($one, 0.24 + $progress);
    my $in_two = $chance->binomial($two, 0.70 + $progress);
    my $in_three = $chance->binomial($kindergarten, 0.965);
    my $all_day = $chance->binomial($in_three, 0.47 + $progress);
    my $places_young = int(($in_one + $in_two) * (1.02 + 0.08 * $chance->uniform) + 0.5);
    my $places_old = int($in_three * (1.01 + 0.07 * $chance->uniform) + 0.5);
    return {
        under2 => $in_one,
        under3 => $in_one + $in_two,
        from3 => $in_three,
        all_day => $all_day,
        places_young => $places_young,
        places_old => $places_old,
        after_school => $place->{kind} eq 'Ortsgemeinde'
            && $school < 60 ? 0 : int($school * (0.10 + 0.08 * $chance->uniform) / 5 + 0.5) * 5,
    };
}

# Made up: for how many times its own pupils the offices of a Gemeinde care.
my %cares_for = (
    '07332002' => 1,
    '07332024' => 2.4,
    '07332025' => 1,
    '07332027' => 3,
    '07332032' => 3,
    '07332009' => 3,
    '07332019' => 3,
    '07332046' => 2.5,
);

sub support {
    my ($place, $year, $chance) = @_;
    my $pupils = Population::count($place, $year, 6, 17);
    my $staff = $pupils * ($cares_for{ $place->{ags} } // 0);
    my $quarter = sub { int($_[0] * 4 + 0.5) / 4 };
    return {
        school_work => $quarter->($staff / 1150 * (0.8 + 0.4 * $chance->uniform)),
        youth_work => $quarter->($staff / 900 * (0.7 + 0.5 * $chance->uniform)),
        case_work => $quarter->($staff / 470 * sqrt($place->{hardship})),
        early => $chance->binomial(
            Population::count($place, $year, 0, 5),
            0.026 * $place->{hardship}
        ),
        integration => $chance->binomial(Population::count($place, $year, 3, 17), 0.0095),
    };
}

1;
