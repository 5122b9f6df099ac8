# Register.pm: a made-up case register and the surveys beside it (§§ 8a, 42, 50, 52 SGB VIII).
#
# Months are counted from January 2000 = 0; a moment is month * 31 + day - 1.
package Register;
use strict;
use warnings;
use utf8;

use constant {
    FIRST_MONTH => (2007 - 2000) * 12,
    LAST_MONTH => (2019 - 2000) * 12 - 1
};
use constant KEPT_FROM => (2013 - 2000) * 12;

# One entry a kind: the official keys with their weights, helps begun in a year in the county,
# mean months, ages at the beginning, euro a month, and whether away from home.
my @kinds = (
    {
        name => '28',
        keys => [ '01', 5, '02', 4, '03', 2 ],
        begun => 165,
        months => 7,
        ages => [ 2, 17 ],
        cost => 160
    },
    {
        name => '29',
        keys => [ '04', 1 ],
        begun => 27,
        months => 10,
        ages => [ 7, 14 ],
        cost => 420
    },
    {
        name => '30',
        keys => [ '05', 4, '06', 1 ],
        begun => 68,
        months => 12,
        ages => [ 12, 18 ],
        cost => 780
    },
    {
        name => '31',
        keys => [ '07', 1 ],
        begun => 104,
        months => 15,
        ages => [ 0, 14 ],
        cost => 1050
    },
    {
        name => '32',
        keys => [ '08', 1 ],
        begun => 26,
        months => 22,
        ages => [ 6, 12 ],
        cost => 2650
    },
    {
        name => '33',
        keys => [ '09', 6, '10', 1 ],
        begun => 44,
        months => 46,
        ages => [ 0, 13 ],
        cost => 1080,
        away => 1
    },
    {
        name => '34',
        keys => [ '11', 1 ],
        begun => 74,
        months => 22,
        ages => [ 6, 18 ],
        cost => 4700,
        away => 1
    },
    {
        name => '35',
        keys => [ '12', 1 ],
        begun => 9,
        months => 10,
        ages => [ 14, 18 ],
        cost => 3900
    },
    {
        name => '35a',
        keys => [ '13', 1 ],
        begun => 48,
        months => 26,
        ages => [ 6, 15 ],
        cost => 1350
    },
    {
        name => '27',
        keys => [ '14', 6, '15', 1, '16', 3 ],
        begun => 28,
        months => 12,
        ages => [ 0, 16 ],
        cost => 900
    },
);

my @reasons = (
    'Hilfeziel erreicht',
    'abweichend vom Hilfeplan',
    'Zuständigkeitswechsel',
    'sonstige Gründe'
);

sub date {
    my ($moment) = @_;
    my ($month, $day) = (int($moment / 31), $moment % 31 + 1);
    return sprintf '%02d.%02d.%04d', $day, $month % 12 + 1, 2000 + int($month / 12);
}

sub birth_month {
    my ($month) = @_;
    use integer;
    my $year = ($month + 12 * 100) / 12 - 100;
    return sprintf '%04d-%02d', 2000 + $year, $month - 12 * $year + 1;
}

# A day every month has, but now and then the last day of December: the day that decides
# between stock and ended.
sub moment_in {
    my ($chance, $month) = @_;
    my $day = $month % 12 == 11 && $chance->happens(0.05) ? 31 : $chance->whole(1, 28);
    return $month * 31 + $day - 1;
}

# Geometric with the given mean, at least one month.
sub months_of_help {
    my ($chance, $mean) = @_;
    my $months = 1;
    $months++ until $chance->happens(1 / $mean) || $months >= 180;
    return $months;
}

sub new_person {
    my ($chance, $place, $birth, $numbers) = @_;
    my ($id, $family);
    do { $id = sprintf '%04X%04X', $chance->whole(0, 65535), $chance->whole(0, 65535) }
        while $numbers->{$id}++;
    my $siblings = $place->{clients};
    if (@$siblings && $chance->happens(0.18)) {
        $family = $siblings->[ $chance->whole(0, $#$siblings) ]{family};
    } else {
        $family = sprintf 'F%05d', ++$numbers->{family};
    }
    my $person = {
        id => $id,
        birth => $birth,
        sex => $chance->happens(0.54) ? 'm' : 'w',
        family => $family,
        children => 1 + $chance->binomial(4, 0.3),
        until => -1
    };
    push @$siblings, $person;
    return $person;
}

# Someone who had a help before, is of a fitting age and has none now; or nobody.
sub known_person {
    my ($chance, $place, $month, $ages) = @_;
    my $clients = $place->{clients};
    return if !@$clients || !$chance->happens(0.35);
    for (1 .. 6) {
        my $person = $clients->[ $chance->whole(0, $#$clients) ];
        my $age = ($month - $person->{birth}) / 12;
        return $person
            if $age >= $ages->[0] && $age < $ages->[1] && $person->{until} < ($month - 1) * 31;
    }
    return;
}

sub official_key {
    my ($chance, $keys) = @_;
    my @weights = @$keys[ grep { $_ % 2 } 0 .. $#$keys ];
    return $keys->[ 2 * $chance->index_by(\@weights) ];
}

# Whether a young person who lived elsewhere lives with the family again afterwards; not one
# whose help goes on under § 41. A stream of its own leaves the other columns as they are.
sub tell_returns {
    my (@rows) = @_;
    my $chance = Chance->new('return');
    my %begins = map { ("$_->{id} $_->{from}" => 1) } @rows;
    for my $row (@rows) {
        my $likely = $row->{reason} eq $reasons[0] ? 0.52 : 0.27;
        my $goes_on = $begins{"$row->{id} " . ($row->{to} + 1)};
        $row->{returned} =
            $row->{end} eq '' || $row->{inside} eq '' ? ''
            : !$goes_on && $chance->happens($likely) ? 'ja'
            : 'nein';
    }
    return @rows;
}

sub help {
    my ($chance, $place, $person, $kind, $key, $from, $to, $extra) = @_;
    my $ended = $to <= LAST_MONTH * 31 + 30;
    my $reason = $ended ? $reasons[ $chance->index_by([ 62, 22, 6, 10 ]) ] : '';
    my $away = $kind->{away} || $key eq '15' || ($key eq '12' && $chance->happens(0.6));
    my $row = {
        id => $person->{id},
        home => $place->{ags},
        birth => birth_month($person->{birth}),
        sex => $person->{sex},
        kind => $key,
        adult => 'nein',
        from => $from,
        to => $to,
        begin => date($from),
        end => $ended ? date($to) : '',
        reason => $reason,
        by_plan => !$ended ? '' : $reason eq $reasons[0] ? 'ja' : 'nein',
        family => $person->{family},
        children => $key eq '07' ? $person->{children} : '',
        uma => 'nein',
        inside => $away ? ($chance->happens(0.46) ? 'ja' : 'nein') : '',
        earlier => $person->{until} >= 0 ? 'ja' : 'nein',
        cost => int($kind->{cost} * (0.7 + 0.6 * $chance->uniform) / 10) * 10,
        %$extra,
    };
    $person->{until} = $to;
    return $row;
}

# A help that lasts beyond the 18th birthday ends there or goes on under § 41, in a row of its
# own, at most to the 21st.
sub helps_of {
    my ($chance, $place, $person, $kind, $month) = @_;
    my $key = official_key($chance, $kind->{keys});
    my $from = moment_in($chance, $month);
    my $to = moment_in($chance, $month + months_of_help($chance, $kind->{months}));
    my $adult = ($person->{birth} + 18 * 12) * 31 + 14;
    my $limit = ($person->{birth} + 21 * 12) * 31 + 14;
    $to = $limit if $to > $limit;
    if ($from >= $adult) {
        return help($chance, $place, $person, $kind, $key, $from, $to, { adult => 'ja' });
    }
    if ($to <= $adult) {
        return help($chance, $place, $person, $kind, $key, $from, $to, {});
    }
    my $first = help($chance, $place, $person, $kind, $key, $from, $adult, {});
    return $first if $key le '04' || $adult > LAST_MONTH * 31 || !$chance->happens(0.5);
    my $inside = {
        adult => 'ja',
        inside => $first->{inside},
        cost => $first->{cost}
    };
    return ($first, help($chance, $place, $person, $kind, $key, $adult + 1, $to, $inside));
}

# Unaccompanied minors who came to the county: in the register, in no rate.
sub refugees {
    my ($chance, $place, $numbers) = @_;
    my @rows;
    for my $i (1 .. 64) {
        my $month = (2015 - 2000) * 12 + 5 + $chance->whole(0, 20);
        my $person = new_person(
            $chance,
            { clients => [] },
            $month - 12 * $chance->whole(15, 17) - $chance->whole(1, 8), $numbers
        );
        $person->{sex} = 'm' if $chance->happens(0.85);
        my $away = $kinds[6];
        my $extra = {
            uma => 'ja',
            earlier => 'nein'
        };
        my $from = moment_in($chance, $month);
        my $adult = ($person->{birth} + 18 * 12) * 31 + 14;
        my $to = moment_in($chance, $month + months_of_help($chance, 14));
        $to = $adult if $to > $adult;
        push @rows, help($chance, $place, $person, $away, '11', $from, $to, $extra)
            if $to > $from;
    }
    return @rows;
}

# A family has one help under § 31 at a time: the second at once is another family's.
sub one_help_a_family {
    my ($numbers, @rows) = @_;
    my %until;
    for my $row (grep { $_->{kind} eq '07' } @rows) {
        my $to = $row->{end} eq '' ? (LAST_MONTH + 1) * 31 : $row->{to};
        $row->{family} = sprintf 'F%05d', ++$numbers->{family}
            if ($until{$row->{family}} // -1) >= $row->{from};
        $until{$row->{family}} = $to;
    }
    return @rows;
}

# All helps that were running at any time from 2013 to 2018, sorted by begin.
sub helps {
    my ($places) = @_;
    my $chance = Chance->new('register');
    my %numbers = (family => 0);
    my @weights;
    for my $place (@$places) {
        $place->{clients} = [];
        my $load = $place->{hardship};
        $load *= 0.85 + 0.3 * $chance->uniform;
        push @weights,
            Population::count($place, 2016, 0, 20) * $load * sqrt($place->{hardship});
    }
    my @rows;
    for my $month (FIRST_MONTH .. LAST_MONTH) {
        my $growth = 0.76 + 0.24 * ($month - FIRST_MONTH) / (LAST_MONTH - FIRST_MONTH);
        for my $kind (@kinds) {
            my $n = $chance->binomial(60, $kind->{begun} * $growth / 12 / 60);
            for (1 .. $n) {
                my $place = $places->[ $chance->index_by(\@weights) ];
                my $person = known_person($chance, $place, $month, $kind->{ages});
                if (!$person) {
                    my $age = $chance->whole($kind->{ages}[0] * 12 + 1, $kind->{ages}[1] * 12);
                    $person = new_person($chance, $place, $month - $age, \%numbers);
                }
                push @rows, helps_of($chance, $place, $person, $kind, $month);
            }
        }
    }
    my ($seat) = grep { $_->{ags} eq '07332002' } @$places;
    push @rows, refugees($chance, $seat, \%numbers);
    @rows = grep { $_->{from} < (LAST_MONTH + 1) * 31 } @rows;
    @rows = grep { $_->{end} eq '' || substr($_->{end}, 6) >= 2013 } @rows;
    return tell_returns(
        one_help_a_family(
            \%numbers, sort { $a->{from} <=> $b->{from} || $a->{id} cmp $b->{id} } @rows
        )
    );
}

# Other surveys: what happened in a year in the county, at which ages, with which results.
my %surveys = (
    'verfahren-8a' => {
        yearly => 170,
        ages => [ 0, 17 ],
        power => 1.4,
        results => [
            'akute Kindeswohlgefährdung' => 16,
            'latente Kindeswohlgefährdung' => 17,
            'keine Kindeswohlgefährdung, aber Hilfebedarf' => 35,
            'keine Kindeswohlgefährdung und kein Hilfebedarf' => 32
        ]
    },
    'inobhutnahmen-42' => {
        yearly => 42,
        ages => [ 0, 17 ],
        power => 1.3,
        results => [
            'Rückkehr zu den Sorgeberechtigten' => 45,
            'Hilfe außerhalb der Familie' => 40,
            'sonstiges' => 15
        ],
        refugees => 60
    },
    'familiengericht-50' => {
        yearly => 150,
        ages => [ 0, 17 ],
        power => 0.5,
        results => [
            'elterliche Sorge' => 55,
            'Umgang' => 35,
            'Maßnahme nach § 1666 BGB' => 10
        ]
    },
    'jugendgericht-52' => {
        yearly => 235,
        ages => [ 14, 20 ],
        power => 0.8,
        results => [
            'Diversion' => 55,
            'Urteil' => 35,
            'Freispruch oder Einstellung' => 10
        ]
    },
);

sub survey_names { return sort keys %surveys }

# Rows of one survey, 2014 to 2018, sorted by date: number, date, home, birth, sex, result, uma.
sub survey {
    my ($name, $places) = @_;
    my $survey = $surveys{$name};
    my $chance = Chance->new($name);
    my @weights = map {
        Population::count($_, 2016, @{ $survey->{ages} }) *
            (1 + ($_->{hardship} - 1) * $survey->{power})
    } @$places;
    my @results = @{ $survey->{results} };
    my @names = @results[ grep { $_ % 2 == 0 } 0 .. $#results ];
    my @shares = @results[ grep { $_ % 2 } 0 .. $#results ];
    my @rows;
    for my $month ((2014 - 2000) * 12 .. LAST_MONTH) {
        my @events = (0) x $chance->binomial(60, $survey->{yearly} / 12 / 60);
        my $is_wave = $month >= (2015 - 2000) * 12 + 7 && $month < (2016 - 2000) * 12 + 6;
        push @events, (1) x $chance->binomial(40, $survey->{refugees} / 11 / 40)
            if $survey->{refugees} && $is_wave;
        for my $is_refugee (@events) {
            my $place = $places->[ $chance->index_by(\@weights) ];
            my ($youngest, $oldest) = $is_refugee ? (15, 17) : @{ $survey->{ages} };
            my $age = $chance->whole($youngest * 12 + 1, $oldest * 12 + 11);
            push @rows,
                {
                from => moment_in($chance, $month),
                home => $place->{ags},
                birth => birth_month($month - $age),
                sex => $chance->happens(0.55) ? 'm' : 'w',
                result => $names[ $chance->index_by(\@shares) ],
                uma => $is_refugee ? 'ja' : 'nein'
                };
        }
    }
    my $number = 0;
    @rows = sort {
               $a->{from} <=> $b->{from}
            || $a->{home} cmp $b->{home}
            || $a->{birth} cmp $b->{birth}
            || $a->{result} cmp $b->{result}
    } @rows;
    $_->{date} = date($_->{from}) for @rows;
    $_->{number} = ++$number for @rows;
    return @rows;
}

1;
