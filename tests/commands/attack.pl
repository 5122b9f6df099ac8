#!/usr/bin/perl
# attack.pl OUTPUT — tries to recompute suppressed counts from a finished edition.
#
# Knows what any reader knows: the tables and the database of output/, which Gemeinde lies
# where, that counts are whole and not negative, and which indicators add up to which, as
# the atlas explains them. Shares no line with the program. First by differences, as with
# a pencil; then each suppressed count by a linear programme (glpsol): what it can be at
# most. A count that must be below its minimum (3; of § 34: 5) is found. Exit 1 if there is one.
use strict;
use warnings;
use File::Temp qw(tempdir);

my $output = shift or die "usage: attack.pl OUTPUT\n";
my %value;     # "indicator level:area year" → the number, or undef where it is hidden
my %hidden;    # the same → 1
my @equations; # [sum, part, part, …]

# An indicator's numerator by what it counts.
my %sums = (
    'hilfen-ambulant' => ['hilfen-29', 'hilfen-30', 'hilfen-31', '27-2-ambulant', '35-ambulant'],
    'fremdunterbringung' => ['hilfen-33', 'hilfen-34', '27-2-ausserhalb', '35-stationaer'],
    'hilfen-teilstationaer' => ['hilfen-32'],
    'hilfen-27-2' => ['27-2-ambulant', '27-2-ausserhalb'],
    'hilfen-35' => ['35-ambulant', '35-stationaer'],
    'eckwert' => ['hilfen-ambulant', 'hilfen-teilstationaer', 'fremdunterbringung'],
);

sub read_values {
    open my $in, '<:utf8', "$output/tables/values.csv" or die "values.csv: $!";
    my @columns = split /,/, <$in> =~ s/\s+$//r;
    while (<$in>) {
        chomp;
        my %row;
        @row{@columns} = split /,/, $_, -1;
        next if $row{period} !~ /^\d{4}$/ || $row{indicator} !~ /^(hilfen-|fremdunter|eckwert)/;
        my $key = "$row{indicator} $row{level}:$row{area} $row{period}";
        if ($row{status} eq 'ok') { $value{$key} = $row{numerator} }
        elsif ($row{status} eq 'suppressed') { $hidden{$key} = 1 }
    }
}

# Areas and the finer areas they are made of, from the Gemeinden they hold.
sub read_members {
    my %in;
    for my $line (`sqlite3 -separator , '$output/sozialraum.sqlite' "SELECT level, area, gemeinde FROM member WHERE scheme IN ('', 'vier-regionen-2010')"`) {
        chomp $line;
        my ($level, $area, $gemeinde) = split /,/, $line;
        $in{$level}{$area}{$gemeinde} = 1;
    }
    my @levels = grep { $in{$_} } qw(gemeinde verbandsgemeinde region kreis);
    my %parts;
    for my $i (1 .. $#levels) {
        for my $j (0 .. $i - 1) {
            for my $area (keys %{$in{$levels[$i]}}) {
                my $whole = $in{$levels[$i]}{$area};
                my @fine = grep { my $f = $in{$levels[$j]}{$_}; !grep { !$whole->{$_} } keys %$f }
                    keys %{$in{$levels[$j]}};
                $parts{"$levels[$i]:$area"}{$levels[$j]} = [map { "$levels[$j]:$_" } sort @fine];
            }
        }
    }
    return \%parts;
}

sub minimum { $_[0] =~ /^hilfen-34 / ? 5 : 3 }

sub known { exists $value{$_[0]} || exists $hidden{$_[0]} }

sub build_equations {
    my $parts = read_members();
    my (%years, %indicators, %places);
    for (keys %value, keys %hidden) {
        my ($indicator, $place, $year) = split / /;
        $indicators{$indicator} = $places{$place} = $years{$year} = 1;
    }
    for my $year (sort keys %years) {
        for my $indicator (sort keys %indicators) {
            for my $place (sort keys %places) {
                next unless known("$indicator $place $year");
                for my $level (sort keys %{$parts->{$place} || {}}) {
                    my @fine = map { "$indicator $_ $year" } @{$parts->{$place}{$level}};
                    next if grep { !known($_) } @fine;
                    push @equations, ["$indicator $place $year", @fine];
                }
            }
        }
        # Leaves like 27-2-ambulant stand in no table: unknowns all the same.
        for my $place (sort keys %places) {
            for my $sum (sort keys %sums) {
                next unless known("$sum $place $year");
                my @leaves = map { "$_ $place $year" } @{$sums{$sum}};
                next if grep { /^hilfen|^fremd|^eckwert/ && !known($_) } @leaves;
                push @equations, ["$sum $place $year", @leaves];
            }
        }
    }
}

# With a pencil: an equation with one unknown tells it. Returns what was found.
sub difference {
    my (%found, $again);
    do {
        $again = 0;
        for my $equation (@equations) {
            my ($sum, @parts) = @$equation;
            my @open = grep { !defined(get($_, \%found)) } $sum, @parts;
            next if @open != 1;
            my $rest = 0;
            $rest += get($_, \%found) for grep { $_ ne $open[0] } @parts;
            $found{$open[0]} = $open[0] eq $sum ? $rest : get($sum, \%found) - $rest;
            $again = 1;
        }
    } while $again;
    return \%found;
}

sub get {
    my ($key, $found) = @_;
    return exists $value{$key} ? $value{$key} : $found->{$key};
}

# One programme a hidden count: what it can be at most.
sub maximise {
    my (%name, %most);
    my $folder = tempdir(CLEANUP => 1);
    my $constraints = '';
    for my $equation (@equations) {
        my ($sum, @parts) = @$equation;
        next unless grep { !exists $value{$_} } $sum, @parts;
        my $constant = 0;
        my $text = '';
        for ([-1, $sum], map { [1, $_] } @parts) {
            my ($sign, $key) = @$_;
            if (exists $value{$key}) { $constant -= $sign * $value{$key}; next }
            $name{$key} //= 'x' . keys %name;
            $text .= ($sign < 0 ? ' - ' : ' + ') . $name{$key};
        }
        $constraints .= "$text = $constant\n";
    }
    for my $key (sort keys %hidden) {
        next unless $name{$key};
        open my $out, '>', "$folder/p.lp" or die;
        print $out "Maximize\n obj: $name{$key}\nSubject To\n${constraints}End\n";
        close $out;
        system("glpsol --lp $folder/p.lp -w $folder/p.txt > /dev/null 2>&1") == 0 or die "glpsol";
        open my $in, '<', "$folder/p.txt" or die;
        while (<$in>) {
            # s bas ROWS COLUMNS p d OBJECTIVE, "f f" where both are feasible
            $most{$key} = $1 if /^s bas \d+ \d+ f f (\S+)/;
        }
    }
    return \%most;
}

read_values();
build_equations();
my $n = keys %hidden;
my @found;
my $told = difference();
for my $key (sort keys %hidden) {
    push @found, "$key is $told->{$key}, by differences"
        if defined $told->{$key} && $told->{$key} > 0 && $told->{$key} < minimum($key);
}
my $most = maximise();
for my $key (sort keys %$most) {
    push @found, "$key is at most $most->{$key}" if $most->{$key} < minimum($key) - 1e-6;
}
printf "%d hidden counts, %d equations, %d found\n", $n, scalar @equations, scalar @found;
print "  $_\n" for @found;
exit(@found ? 1 : 0);
