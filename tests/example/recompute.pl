#!/usr/bin/perl
# recompute.pl PROJECT VALUES.csv: computes all values of the example project once more, from
# the files of figures and the definitions, sharing no code with the program; tells each row
# of values.csv that differs by more than 1e-9 (of itself), is missing or should not be there.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use List::Util qw(sum0);
use Files qw(slurp read_ini csv_rows read_table place_word);

use constant {
    TOLERANCE => 1e-9,
    LEAST_PEOPLE => 100,
    Z => 1.959963984540054
};

binmode STDOUT, ':encoding(UTF-8)';
my ($project, $values_path) = @ARGV;
my (%figures, %is_protected, %weight_of);    # figures: {variable}{level}{period}{area}, undef = not ok
my (@gemeinden, %area_of, %key_of);
my %ini_of;                      # {id}: the definition

# The number in a cell: undef if a sign stands for it.
sub number {
    my ($cell, $is_typed) = @_;
    return 0 if $cell eq '-';
    ($cell =~ tr/.//d, $cell =~ tr/,/./) if !$is_typed;
    return $cell =~ /^-?\d+(\.\d+)?$/ ? $cell : undef;
}

sub load_table {
    my ($ini, $path) = @_;
    my $set = $ini->{dataset};
    my ($names, $rows) = read_table($path, $ini->{format} // {});
    my %column = map { $names->[$_] => $_ } 0 .. $#$names;
    my $is_typed = $path !~ /csv$/;
    for my $group (grep { /^variable / } @{ $ini->{''} }) {
        my ($variable, $how) = ($group =~ s/^variable //r, $ini->{$group});
        $is_protected{$variable} ||=
            ($how->{protected} // $set->{protected} // 'true') eq 'true';
        $weight_of{$variable} = $how->{weight};
        for my $row (@$rows) {
            next
                if $how->{where_column}
                && $row->[ $column{ $how->{where_column} } ] ne $how->{where_value};
            my $period = $set->{period} // $row->[ $column{ $set->{period_column} } ];
            ($period) = $period =~ /((?:19|20)\d\d)/;
            my $area = $row->[ $column{ $set->{key_column} } ];
            $area = $key_of{ place_word($area) } // next if $set->{key} eq 'name';
            $area = substr($area, 0, 5) . substr($area, 9) if length $area == 12;
            my $places = $figures{$variable}{ $set->{level} // 'gemeinde' }{$period} //= {};
            if ($how->{column} eq 'alter_{age}') {
                for my $age (0 .. 100) {
                    $places->{$area}{ages}[$age] += $row->[ $column{"alter_$age"} ];
                }
            } else {
                $places->{$area} = number($row->[ $column{ $how->{column} } ], $is_typed);
            }
        }
    }
    return;
}

# Days since some day long ago; a month of 31 days in a year of 12 months is enough to compare.
sub day {
    my ($text) = @_;
    return substr($text, 6) * 372 + (substr($text, 3, 2) - 1) * 31 + substr($text, 0, 2) - 1;
}

sub days_of_month {
    my ($year, $month) = @_;
    return 28 + ($year % 4 == 0 && ($year % 100 != 0 || $year % 400 == 0)) if $month == 2;
    return 30 + ($month <= 7) * ($month % 2) + ($month > 7) * ($month % 2 == 0);
}

# What a help of so much a month costs in a year: whole months, parts of a month by days.
sub cost_in {
    my ($row, $year) = @_;
    my $sum = 0;
    for my $month (1 .. 12) {
        my $n = days_of_month($year, $month);
        my ($first, $last) =
            ($year * 372 + ($month - 1) * 31, $year * 372 + ($month - 1) * 31 + $n - 1);
        my $from = $row->{begin} > $first ? $row->{begin} : $first;
        my $to = $row->{end} < $last ? $row->{end} : $last;
        $sum += $row->{cost} * ($to - $from + 1) / $n if $to >= $from;
    }
    return $sum;
}

my %kind_of = (
    '01' => '28',
    '02' => '28',
    '03' => '28',
    '04' => '29',
    '05' => '30',
    '06' => '30',
    '07' => '31',
    '08' => '32',
    '09' => '33',
    '10' => '33',
    '11' => '34',
    '12' => '35',
    '13' => '35a',
    '14' => '27_2',
    '15' => '27_2',
    '16' => '27_2'
);

# The names under which a help is counted.
sub names_of {
    my ($row) = @_;
    my $kind = $kind_of{ $row->{kind} };
    my @names = ("hilfen_$kind");
    push @names, 'hilfen_41' if $row->{basis} eq 'ja';
    return @names if $kind eq '28' || $kind eq '35a';
    my $is_away =
        $kind =~ /^3[34]$/ || $row->{kind} eq '15' || ($kind eq '35' && $row->{inside} ne '');
    return (@names,
          $kind eq '32' ? 'hilfen_teilstationaer'
        : $is_away ? 'hilfen_stationaer'
        : 'hilfen_ambulant');
}

sub count_help {
    my ($row, $year) = @_;
    my ($first, $last) = ($year * 372, $year * 372 + 371);
    my $add =
        sub { my ($name, $n) = @_; $figures{$name}{gemeinde}{$year}{ $row->{home} } += $n };
    my $is_running = $row->{begin} <= $last && $row->{end} > $last;
    my $is_ended = $row->{end} >= $first && $row->{end} <= $last;
    my $is_begun = $row->{begin} >= $first && $row->{begin} <= $last;
    my @names = names_of($row);
    my ($is_group) = grep { /ambulant|stationaer/ } @names;

    for my $name (@names) {
        $add->($name, $is_running + $is_ended);
        $add->("${name}_begonnen", +$is_begun);
        $add->("${name}_beendet", +$is_ended);
        $add->(
            "${name}_mittel",
            sum0(
                map {
                    my $end = $year * 372 + ($_ - 1) * 31 + days_of_month($year, $_) - 1;
                    ($row->{begin} <= $end && $row->{end} > $end) / 12
                } 1 .. 12
            )
        );
    }
    if ($row->{kind} eq '07') {
        my $children = ($is_running + $is_ended) * $row->{children};
        $add->('junge_menschen_31', $children);
        $add->('junge_menschen_31_quadrate', $children**2);
    }
    $add->('kosten_hilfen', cost_in($row, $year));
    return if !$is_group;
    my $months = int($row->{begin} / 31) - $row->{birth};
    $add->('hilfen_begonnen_u6', $is_begun && $months < 72 ? 1 : 0);
    $add->('hilfen_begonnen_ohne_frueher', $is_begun && $row->{earlier} eq 'nein' ? 1 : 0);
    $add->('hilfen_beendet_plan', $is_ended && $row->{by_plan} eq 'ja' ? 1 : 0);
    $add->('hilfen_stationaer_im_kreis', $row->{inside} eq 'ja' ? $is_running + $is_ended : 0)
        if $is_group eq 'hilfen_stationaer';
    $add->('hilfen_stationaer_rueckkehr', $is_ended && $row->{returned} eq 'ja' ? 1 : 0);
    return;
}

sub load_register {
    my ($ini, $path, $folder) = @_;
    my ($names, $rows) = read_table($path, $ini->{format});
    my %column = map { $names->[$_] => $_ } 0 .. $#$names;
    my ($from, $to) = split /-/, $ini->{dataset}{period};
    for my $cells (@$rows) {
        my %row =
            map { $_ => $cells->[ $column{ $ini->{columns}{$_} } ] } keys %{ $ini->{columns} };
        next if $row{uma} eq 'ja';
        $row{begin} = day($row{begin});
        $row{end} = $row{end} eq '' ? 9999 * 372 : day($row{end});
        $row{birth} = substr($row{birth}, 0, 4) * 12 + substr($row{birth}, 5) - 1;
        count_help(\%row, $_) for $from .. $to;
    }
    for my $group (grep { /^sheet / } @{ $ini->{''} }) {
        my ($name, $how) = ($group =~ s/^sheet //r, $ini->{$group});
        my ($titles, $events) = read_table("$folder/$how->{file}", $ini->{format});
        my %at = map { $titles->[$_] => $_ } 0 .. $#$titles;
        for my $event (@$events) {
            next if $event->[ $at{ $how->{uma} } ] eq 'ja';
            my $counts =
                $figures{$name}{gemeinde}{ substr $event->[ $at{ $how->{date} } ], 6 } //= {};
            my ($home, $result) = @$event[ @at{ @$how{qw(home result)} } ];
            $counts->{$home}++;
            my ($word) = $result =~ /^(akut|latent)/;
            $figures{"${name}_$word"}{gemeinde}{ substr $event->[ $at{ $how->{date} } ],
                6 }{$home}++
                if $word;
        }
    }
    return;
}

# A register counts every Gemeinde: where it has nothing there is a zero. All are protected.
sub close_register {
    my (@before) = @_;
    my %had = map { $_ => 1 } @before;
    for my $name (grep { !$had{$_} } keys %figures) {
        $is_protected{$name} = 1;
        for my $year (2014 .. 2018) {
            $figures{$name}{gemeinde}{$year}{$_} += 0 for @gemeinden;
        }
    }
    return;
}

sub read_schemes {
    my ($settings) = @_;
    my @ids = (
        $settings->{project}{scheme},
        grep { $_ } split /;/,
        $settings->{publish}{schemes} // ''
    );
    for my $id (@ids) {
        my (undef, @rows) = csv_rows(slurp("$project/shapes/regions/$id.csv"), 'UTF-8');
        for (@rows) {
            my ($key, $name, $vg, undef, $region) = split /;/;
            $key_of{ place_word($name) } = $key;
            push @gemeinden, $key if $id eq $ids[0];
            $area_of{$id}{verbandsgemeinde}{$key} = $vg eq '' ? $key : $vg;
            $area_of{$id}{region}{$key} = $region;
            $area_of{''}{gemeinde}{$key} = $key;
            $area_of{''}{kreis}{$key} = substr $key, 0, 5;
        }
    }
    return;
}

# One variable of one area, or undef. bev_u21, bev_6_17, bev_65plus, bev_3 are bands of bev.
sub variable {
    my ($name, $scheme, $level, $area, $period) = @_;
    my ($from, $to) = (0, 100);
    my $base = $name;
    if ($name =~ /^bev(?:_u(\d+)|_(\d+)_(\d+)|_(\d+)plus)?$/) {
        $base = 'bev';
        ($from, $to) =
              defined $1 ? (0, $1 - 1)
            : defined $2 ? ($2, $3)
            : defined $4 ? ($4, 100)
            : (0, 100);
    }
    die "no variable $name\n" if !$figures{$base};
    my $own = $figures{$base}{$level}{$period};
    return $own->{$area} if $level ne 'gemeinde' && $own && exists $own->{$area};
    my $parts = $figures{$base}{gemeinde}{$period};
    my ($sum, $weights) = (0, 0);
    my $weight = $weight_of{$base};
    for my $key (grep { $area_of{$scheme}{$level}{$_} eq $area } @gemeinden) {
        my $part = $parts->{$key};
        $part = sum0(@{ $part->{ages} }[ $from .. $to ]) if ref $part;
        return if !defined $part;
        my $w = $weight ? $figures{$weight}{gemeinde}{$period}{$key} : 1;
        return if !defined $w;
        $sum += $part * $w;
        $weights += $w;
    }
    return $weight ? $sum / $weights : $sum;
}

# Puts the shorthands of [let] and the strata of [standardise] in.
sub prepare {
    my ($ini) = @_;
    my $how = $ini->{indicator};
    my $let = $ini->{let} // {};
    my $put_in = sub {
        my ($text) = @_;
        $text =~ s/\b([a-z]\w*)\b/exists $let->{$1} ? "($let->{$1})" : $1/ge;
        return $text;
    };
    if ($ini->{standardise}) {
        for my $age (split /;/, $ini->{standardise}{ages}) {
            push @{ $ini->{strata} },
                [ map { $put_in->($how->{$_} =~ s/\{age\}/$age/r) } qw(numerator denominator) ];
        }
        $how->{numerator} = join ' + ', map { $_->[0] } @{ $ini->{strata} };
        $how->{denominator} = join ' + ', map { $_->[1] } @{ $ini->{strata} };
    }
    $how->{$_} = $put_in->($how->{$_}) for grep { exists $how->{$_} } qw(numerator denominator);
    return $ini;
}

# The variables of an expression; {id} is another indicator, not a variable.
sub names_in {
    my ($expression) = @_;
    return if !defined $expression;
    return $expression =~ s/\{[^}]*\}//gr =~ /\b([a-z]\w*)\b/g;
}

sub compute {
    my ($expression, @where) = @_;
    return 1 if !defined $expression;
    my %value;
    for my $name (names_in($expression)) {
        $value{$name} = variable($name, @where) // return;
    }
    for my $id ($expression =~ /\{([^}]*)\}/g) {
        $value{"{$id}"} = value_of($ini_of{$id}, @where) // return;
    }
    (my $code = $expression) =~ s/(\{[^}]*\}|\b[a-z]\w*\b)/\$value{'$1'}/g;
    return eval $code;
}

# The value of an indicator of single years, or of an index, before anything is hidden.
sub value_of {
    my ($ini, $scheme, $level, $area, $period) = @_;
    my $how = $ini->{indicator};
    return index_of($ini, $scheme, $level, $area, $period) if parts_of($ini);
    my ($x, $n) = pair($how, $scheme, $level, $area, $period);
    return if !defined $x || $n <= 0 || too_few($ini, $n);
    return $x / $n * ($how->{per} // 1);
}

sub too_few {
    my ($ini, $n) = @_;
    my @names = (names_in($ini->{indicator}{numerator}), names_in($ini->{indicator}{denominator}));
    my $is_secret = grep { $is_protected{ $_ =~ s/^bev_.*/bev/r } } @names;
    return $is_secret && $ini->{indicator}{kind} =~ /^(rate|proportion)$/ && $n < LEAST_PEOPLE;
}

# The parts of an index: {ini, weight, sign}.
sub parts_of {
    my ($ini) = @_;
    my @parts;
    for my $group (grep { /^part / } @{ $ini->{''} }) {
        my $part = $ini->{$group};
        my $of =
            defined $part->{indicator}
            ? $ini_of{ $part->{indicator} }
            : { '' => [], indicator => { %$part, kind => 'ratio' } };
        my $polarity = $part->{polarity} // $of->{indicator}{polarity};
        push @parts,
            { ini => $of, weight => $part->{weight}, sign => $polarity eq 'resource' ? -1 : 1 };
    }
    return @parts;
}

# Mean and deviation of a part over the Gemeinden of a year, weighted with its denominators;
# the deviation of protected figures has three digits.
my %norms;

sub norm_of {
    my ($ini, $period) = @_;
    my $how = $ini->{indicator};
    return $norms{"$how $period"} if $norms{"$how $period"};
    my ($sum, $all, @pairs) = (0, 0);
    for my $key (@gemeinden) {
        my ($x, $n) = pair($how, '', 'gemeinde', $key, $period);
        next if $n <= 0;
        push @pairs, [ $x / $n * ($how->{per} // 1), $n ];
        $sum += $pairs[-1][0] * $n;
        $all += $n;
    }
    my $mean = $sum / $all;
    my $deviation = sqrt(sum0(map { $_->[1] * ($_->[0] - $mean)**2 } @pairs) / $all);
    my @names = map { s/^bev_.*/bev/r } names_in($how->{numerator});
    $deviation = sprintf '%.2e', $deviation if grep { $is_protected{$_} } @names;
    return $norms{"$how $period"} = [ $mean, $deviation ];
}

sub index_of {
    my ($ini, @where) = @_;
    my $index = 100;
    for my $part (parts_of($ini)) {
        my $value = value_of($part->{ini}, @where) // return;
        my $norm = norm_of($part->{ini}, $ini->{index}{reference} // $where[3]);
        $index += 10 * $part->{weight} * $part->{sign} * ($value - $norm->[0]) / $norm->[1];
    }
    return $index;
}

# All variables behind an indicator, those of its parts and of others it names too.
sub variables_behind {
    my ($ini) = @_;
    my $how = $ini->{indicator};
    my @own = (names_in($how->{numerator}), names_in($how->{denominator}));
    @own = split /;/, $how->{variables} if $ini->{sql};
    my @others = map { $ini_of{$_} } ($how->{numerator} // '') =~ /\{([^}]*)\}/g;
    push @others, map { $_->{ini} } parts_of($ini);
    return (@own, map { variables_behind($_) } @others);
}

sub periods_of {
    my ($level, @names) = @_;
    my %n;
    for my $name (@names) {
        (my $base = $name) =~ s/^bev_.*/bev/;
        my %has = map { $_ => 1 } map { keys %{ $figures{$base}{$_} // {} } } 'gemeinde',
            $level;
        $n{$_}++ for keys %has;
    }
    return sort grep { $n{$_} == @names } keys %n;
}

sub poisson_tail {    # P(X >= $x) of mean $mean
    my ($x, $mean) = @_;
    my ($term, $below) = (exp(-$mean), 0);
    for my $k (0 .. $x - 1) { $below += $term; $term *= $mean / ($k + 1) }
    return 1 - $below;
}

sub solve {
    my ($function, $goal) = @_;
    my ($low, $high) = (0, 60);
    for (1 .. 200) {
        my $middle = ($low + $high) / 2;
        if ($function->($middle) < $goal) { $low = $middle }
        else { $high = $middle }
    }
    return ($low + $high) / 2;
}

sub limits {
    my ($method, $x, $n, $per) = @_;
    if ($method eq 'byar') {
        my @count =
            $x >= 10
            ? (
            $x * (1 - 1 / (9 * $x) - Z / (3 * sqrt $x))**3,
            ($x + 1) * (1 - 1 / (9 * ($x + 1)) + Z / (3 * sqrt($x + 1)))**3
            )
            : (
            $x == 0 ? 0 : solve(sub { poisson_tail($x, $_[0]) }, 0.025),
            solve(sub { poisson_tail($x + 1, $_[0]) }, 0.975)
            );
        return map { $_ / $n * $per } @count;
    }
    return if $method ne 'wilson' && $method ne 'ratio';
    my $all = $method eq 'ratio' ? $n + $x : $n;
    my $reach = Z * sqrt(Z**2 + 4 * $x * (1 - $x / $all));
    my @share = map { (2 * $x + Z**2 + $_ * $reach) / (2 * ($all + Z**2)) } -1, 1;
    return map { $_ * $per } @share if $method eq 'wilson';
    return map { $_ / (1 - $_) * $per } @share;
}

# Numerator and denominator over some periods, summed; nothing if one is not there.
sub pair {
    my ($how, $scheme, $level, $area, @periods) = @_;
    my ($x, $n) = (0, 0);
    for my $period (@periods) {
        my @one = map { scalar compute($how->{$_}, $scheme, $level, $area, $period) }
            qw(numerator denominator);
        return if grep { !defined } @one;
        $x += $one[0];
        $n += $one[1];
    }
    return ($x, exists $how->{denominator} ? $n : 1);
}

# Dobson's limits of a rate with a variance of its own.
sub dobson {
    my ($value, $variance, $events) = @_;
    my @byar = limits('byar', $events, 1, 1);
    return map { $value + sqrt($variance / $events) * ($_ - $events) } @byar;
}

# As if the area had the people of the whole county in each stratum; none below ten events.
sub standardised {
    my ($ini, $x, $n, $scheme, $level, $area, $period) = @_;
    my $per = $ini->{indicator}{per} // 1;
    my ($sum, $weight, $variance) = (0, 0, 0);
    return {} if $x < 10;
    for my $stratum (@{ $ini->{strata} }) {
        my @where = ($scheme, $level, $area, $period);
        my ($events, $people) = map { compute($_, @where) } @$stratum;
        my $standard = compute($stratum->[1], '', 'kreis', '07332', $period);
        $sum += $standard * $events / $people;
        $weight += $standard;
        $variance += $standard**2 * $events / $people**2;
    }
    my $value = $per * $sum / $weight;
    my ($lower, $upper) = dobson($value, $variance / $weight**2 * $per**2, $x);
    return {
        numerator => $x,
        denominator => $n,
        value => $value,
        lower => $lower,
        upper => $upper
    };
}

# What kinderarmut-verteilung.sql computes: how unevenly poor children live in an area.
sub spread_of {
    my ($level, $area, $scheme, $period) = @_;
    my @parts = map {
        [   variable('sgb2_kinder_u15', '', 'gemeinde', $_, $period),
            variable('bev_u15', '', 'gemeinde', $_, $period)
        ]
    } grep { $area_of{$scheme}{$level}{$_} eq $area } @gemeinden;
    return {} if @parts < 2;
    my $group = sum0(map { $_->[0] } @parts);
    my $rest = sum0(map { $_->[1] } @parts) - $group;
    my $index = sum0(map { abs($_->[0] / $group - ($_->[1] - $_->[0]) / $rest) } @parts) / 2;
    return { numerator => $index, denominator => 1, value => 100 * $index };
}

# One row: {numerator, denominator, value, lower, upper}, {} if not ok, nothing if there is none.
sub evaluate {
    my ($ini, $is_secret, $scheme, $level, $area, $p, @periods) = @_;
    my ($how, $span) = ($ini->{indicator}, $ini->{period} // {});
    my $kind = $span->{kind} // 'year';
    my $is_rate = $how->{kind} =~ /^(rate|proportion)$/;
    my $least = $is_secret && $is_rate ? LEAST_PEOPLE : 0;
    my $per = $how->{per} // 1;
    if ($kind eq 'change') {
        return if $periods[$p] <= $span->{base} || !grep { $_ eq $span->{base} } @periods;
        my @now = pair($how, $scheme, $level, $area, $periods[$p]);
        my @old = pair($how, $scheme, $level, $area, $span->{base});
        my $label = "$span->{base}-$periods[$p]";
        return ($label, {}) if !@now || !@old || $now[1] <= 0 || $old[1] <= 0;
        return ($label, { value => 100 * ($now[0] / $now[1] / ($old[0] / $old[1]) - 1) });
    }
    my $years = $kind eq 'mean' ? $span->{years} : 1;
    return if $p + 1 < $years;
    my @part = @periods[ $p + 1 - $years .. $p ];
    my $label = $kind eq 'mean' ? "$part[0]-$part[-1]" : $part[0];
    return ($label, spread_of($level, $area, $scheme, @part))
        if $ini->{sql};
    if ($how->{kind} eq 'index') {
        my $index =
            parts_of($ini)
            ? index_of($ini, $scheme, $level, $area, @part)
            : compute($how->{numerator}, $scheme, $level, $area, @part);
        return ($label, { defined $index ? (value => $index) : () });
    }
    my ($x, $n) = pair($how, $scheme, $level, $area, @part);
    my $is_count = !exists $how->{denominator};
    return ($label, {}) if !defined $x || (!$is_count && ($n <= 0 || $n < $least));
    return ($label, standardised($ini, $x, $n, $scheme, $level, $area, @part))
        if $ini->{strata};
    my ($lower, $upper) = limits($how->{interval} // 'none', $x, $n, $per);
    if (($how->{interval} // '') eq 'dobson' && $x >= 10) {
        my $squares = compute($how->{squares}, $scheme, $level, $area, @part);
        ($lower, $upper) = dobson($x / $n * $per, $squares / $n**2 * $per**2, $x);
    }
    return (
        $label,
        {
            numerator => $x,
            denominator => $is_count ? undef : $n,
            value => $x / $n * $per,
            lower => $lower,
            upper => $upper
        }
    );
}

# All rows of an indicator: "scheme,level,area,period" => row.
sub rows_of {
    my ($ini, $hidden) = @_;
    my $how = $ini->{indicator};
    my @names = variables_behind($ini);
    my $is_secret = grep { $is_protected{ $_ =~ s/^bev_.*/bev/r } } @names;
    my %shown = map { $_ => 1 } split /;/,
        $how->{levels} // 'gemeinde;verbandsgemeinde;region;kreis';
    my %rows;
    for my $scheme (keys %area_of) {
        for my $level (keys %{ $area_of{$scheme} }) {
            next if !$shown{$level} && $level ne 'kreis';
            next if grep {
                my $base = s/^bev_.*/bev/r;
                !$figures{$base}{gemeinde} && !$figures{$base}{$level}
            } @names;
            my @periods = periods_of($level, @names);
            my %areas = map { $_ => 1 } values %{ $area_of{$scheme}{$level} };
            for my $area (keys %areas) {
                for my $p (0 .. $#periods) {
                    my ($label, $row) =
                        evaluate($ini, $is_secret, $scheme, $level, $area, $p, @periods);
                    $rows{"$scheme,$level,$area,$label"} = $row if defined $label;
                }
            }
        }
    }
    # What disclosure control hid has no figure, here or in ranks; it must be a protected one.
    for my $key (keys %rows) {
        my $row = $hidden->{$key} // next;
        $rows{$key} = {} if $row->[16] eq 'suppressed' && $is_secret;
    }
    return compare_rows(\%rows,
        $how->{kind} eq 'count' && ($ini->{period}{kind} // '') ne 'change',
        $ini->{benchmark}{series});
}

# Adds to each row benchmark, verdict and rank within its scheme, level and period.
sub compare_rows {
    my ($rows, $is_count, $series) = @_;    # series: an outside benchmark, or undef
    my %peers;
    for my $key (grep { defined $rows->{$_}{value} } keys %$rows) {
        my ($scheme, $level, undef, $period) = split /,/, $key;
        push @{ $peers{"$scheme,$level,$period"} }, $rows->{$key}{value};
    }
    for my $key (grep { defined $rows->{$_}{value} } keys %$rows) {
        my ($scheme, $level, $area, $period) = split /,/, $key;
        my $row = $rows->{$key};
        $row->{rank} = 1 + grep { $_ > $row->{value} } @{ $peers{"$scheme,$level,$period"} };
        next if $is_count || ($level eq 'kreis' && !$series);
        my $county =
            $series
            ? compute($series, '', 'kreis', '07332', $period)
            : $rows->{",kreis,07332,$period"}{value};
        next if !defined $county;
        $row->{benchmark} = $county;
        next if !defined $row->{lower};
        $row->{verdict} =
            $county < $row->{lower} ? 'higher' : $county > $row->{upper} ? 'lower' : 'similar';
    }
    return $rows;
}

sub is_equal {
    my ($written, $computed) = @_;
    return $written eq '' if !defined $computed;
    return 0 if $written eq '';
    return $written eq $computed if $computed =~ /^[a-z]/;
    my $size = abs $computed > 1 ? abs $computed : 1;
    return abs($written - $computed) <= TOLERANCE * $size;
}

sub read_values {
    my (undef, @lines) = csv_rows(slurp($values_path), 'UTF-8');
    my %rows;
    for (@lines) {
        my @cells = map { s/^"(.*)"$/$1/r } /("[^"]*"|[^,]*)(?:,|$)/g;
        $rows{ $cells[0] }{"$cells[1],$cells[2],$cells[3],$cells[5]"} = \@cells;
    }
    return \%rows;
}

my $settings = read_ini("$project/sozialraum.ini");
read_schemes($settings);
my ($register_path, $register);
for my $path (sort glob "$project/indicators/data/*.ini") {
    my $ini = read_ini($path);
    my $file = "$project/indicators/data/$ini->{dataset}{file}";
    if (($ini->{dataset}{kind} // '') eq 'register') {
        ($register_path, $register) = ($file, $ini);
    } else {
        load_table($ini, $file);
    }
}
my @tables = keys %figures;
load_register($register, $register_path, "$project/indicators/data");
close_register(@tables);

my $written = read_values();
my ($n_compared, $n_wrong) = (0, 0);
my @columns = (
    [ numerator => 6 ],
    [ denominator => 7 ],
    [ value => 8 ],
    [ lower => 9 ],
    [ upper => 10 ],
    [ benchmark => 11 ],
    [ verdict => 12 ],
    [ rank => 13 ]
);
for my $path (glob "$project/indicators/*.ini") {
    my ($id) = $path =~ m{([^/]+)\.ini$};
    next if $id eq 'kapitel';
    $ini_of{$id} = prepare(read_ini($path));
    $ini_of{$id}{sql} = -e $path =~ s/ini$/sql/r;
}
for my $id (sort keys %ini_of) {
    my $ini = $ini_of{$id};
    my $computed = rows_of($ini, $written->{$id} // {});
    my $is_change = ($ini->{period}{kind} // '') eq 'change';
    for my $key (sort keys %{ { %$computed, %{ $written->{$id} // {} } } }) {
        my ($want, $have) = ($computed->{$key}, $written->{$id}{$key});
        my @wrong = !$want ? 'should not be there' : !$have ? 'is missing' : ();
        $n_compared++;
        if (!@wrong) {
            @wrong =
                map { "$_->[0] is $have->[$_->[1]], not " . ($want->{ $_->[0] } // 'empty') }
                grep { !is_equal($have->[ $_->[1] ], $want->{ $_->[0] }) }
                grep { !$is_change || $_->[0] =~ /^(value|benchmark|rank)$/ } @columns;
        }
        next if !@wrong;
        $n_wrong++;
        print "$id,$key: ", join('; ', @wrong), "\n" if $n_wrong <= 20;
    }
}
print "$n_compared rows compared, $n_wrong differ\n";
exit($n_compared == 0 || $n_wrong > 0);
