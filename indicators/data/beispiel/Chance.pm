# Chance.pm: the generator's own random numbers, so that every machine draws the same.
#
# A stream is named; a new stream does not disturb the others. Only + - * / and sqrt are
# used on the way to a result: libraries may differ in the last bit of exp or log.
package Chance;
use strict;
use warnings;

# Park and Miller's minimal standard with Lewis' later multiplier.
use constant {
    MULTIPLIER => 48271,
    MODULUS => 2147483647
};

sub new {
    my ($class, $name) = @_;
    my $state = 20181231;
    $state = ($state * 31 + ord $_) % MODULUS for split //, $name;
    my $self = bless { state => $state || 1 }, $class;
    $self->uniform for 1 .. 5;
    return $self;
}

# 0 < result < 1
sub uniform {
    my ($self) = @_;
    $self->{state} = $self->{state} * MULTIPLIER % MODULUS;
    return $self->{state} / MODULUS;
}

# $from <= whole number <= $to
sub whole {
    my ($self, $from, $to) = @_;
    return $from + int(($to - $from + 1) * $self->uniform);
}

sub happens {
    my ($self, $p) = @_;
    return $self->uniform < $p;
}

# mean 0, standard deviation 1, within -6 and 6
sub normal {
    my ($self) = @_;
    my $sum = -6;
    $sum += $self->uniform for 1 .. 12;
    return $sum;
}

# How many of $n happen when each does with probability $p.
sub binomial {
    my ($self, $n, $p) = @_;
    return 0 if $n <= 0 || $p <= 0;
    return $n if $p >= 1;
    if ($n <= 60) {
        my $count = 0;
        $self->happens($p) and $count++ for 1 .. $n;
        return $count;
    }
    my $drawn = int($n * $p + sqrt($n * $p * (1 - $p)) * $self->normal + 0.5);
    return $drawn < 0 ? 0 : $drawn > $n ? $n : $drawn;
}

# An index into @$weights, each with the probability of its weight.
sub index_by {
    my ($self, $weights) = @_;
    my $total = 0;
    $total += $_ for @$weights;
    my $left = $self->uniform * $total;
    for my $i (0 .. $#$weights) {
        $left -= $weights->[$i];
        return $i if $left < 0;
    }
    return $#$weights;
}

1;
