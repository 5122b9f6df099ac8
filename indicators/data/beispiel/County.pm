# County.pm: what the example takes from the real county: the 48 Gemeinden, their people by
# sex on 31.12.2018, their outlines; and, made up, how much hardship each is given.
package County;
use strict;
use warnings;
use utf8;
use JSON::PP;

# Made up: 1 = as the county on average. A town has more of it than a wine village.
my %hardship = (
    '07332002' => 1.15,
    '07332024' => 1.45,
    '07332025' => 1.20,
    '07332032' => 1.70,
    '07332007' => 1.15,
    '07332027' => 1.10,
    '07332018' => 1.25,
    '07332037' => 1.35,
    '07332034' => 1.05,
    '07332048' => 1.05,
    '07332014' => 1.10,
    '07332012' => 1.00,
    '07332041' => 1.00,
    '07332010' => 0.90,
    '07332046' => 0.85,
    '07332035' => 0.85,
    '07332019' => 0.75,
    '07332009' => 0.80,
    '07332039' => 0.75,
    '07332001' => 0.85,
);

# Made up: 1 = as many children as on average; a spa town has fewer.
my %young = (
    '07332002' => 0.92,
    '07332024' => 1.05,
    '07332025' => 1.00,
    '07332035' => 1.12,
    '07332021' => 1.15,
    '07332023' => 1.12,
    '07332050' => 1.06,
    '07332014' => 0.85,
    '07332037' => 0.90,
    '07332009' => 0.90,
    '07332017' => 0.88,
    '07332040' => 1.10,
);

# Given the folder of the data, gives the Gemeinden sorted by AGS, each a hash:
# ags, name, kind, male, female, hardship, young, rings.
sub read_all {
    my ($data) = @_;
    my %place;
    open my $in, '<:encoding(cp1252)', "$data/gemeindeverzeichnis-2018.csv" or die "$!";
    scalar <$in>;
    while (my $line = <$in>) {
        $line =~ s/\r?\n//;
        my ($ars, undef, undef, undef, $male, $female) = split /;/, $line;
        tr/.//d for $male, $female;
        my $ags = substr($ars, 0, 5) . substr($ars, 9);
        $place{$ags} = {
            ags => $ags,
            male => $male,
            female => $female
        };
    }
    close $in;
    my $text = do {
        local $/ = undef;
        open my $file, '<:raw', "$data/../../shapes/gemeinden.geojson" or die "$!";
        <$file>;
    };
    for my $feature (@{ decode_json($text)->{features} }) {
        my $ags = $feature->{properties}{ags};
        my $place = $place{$ags} or die "$ags has an outline but no people";
        my $shape = $feature->{geometry};
        my @polygons =
            $shape->{type} eq 'Polygon' ? $shape->{coordinates} : @{ $shape->{coordinates} };
        $place->{name} = $feature->{properties}{name};
        $place->{kind} = $feature->{properties}{kind};
        $place->{rings} = [ map { @$_ } @polygons ];
        $place->{hardship} = $hardship{$ags} // 0.70;
        $place->{young} = $young{$ags} // 1.0;
    }
    return [ map { $place{$_} } sort keys %place ];
}

# By the even-odd rule over all rings: holes are outside.
sub is_inside {
    my ($place, $x, $y) = @_;
    my $inside = 0;
    for my $ring (@{ $place->{rings} }) {
        for my $i (1 .. $#$ring) {
            my ($x1, $y1) = @{ $ring->[ $i - 1 ] };
            my ($x2, $y2) = @{ $ring->[$i] };
            next if ($y1 > $y) == ($y2 > $y);
            $inside = !$inside if $x < $x1 + ($y - $y1) / ($y2 - $y1) * ($x2 - $x1);
        }
    }
    return $inside;
}

# Kilometres a degree, at the middle of the county; over so short a way the earth is flat.
use constant {
    KM_NORTH => 111.2,
    KM_EAST => 72.3,
    STEP_KM => 0.2
};

# The mean distance of the places inside, on a grid, to the nearest of the points (rows of
# name, kind, lon, lat), in kilometres.
sub mean_way {
    my ($place, $points) = @_;
    my @x = map { $_->[0] } map { @$_ } @{ $place->{rings} };
    my @y = map { $_->[1] } map { @$_ } @{ $place->{rings} };
    my ($west, $east) = (sort { $a <=> $b } @x)[ 0, -1 ];
    my ($south, $north) = (sort { $a <=> $b } @y)[ 0, -1 ];
    my ($sum, $n) = (0, 0);
    for my $j (0 .. ($north - $south) * KM_NORTH / STEP_KM) {
        my $y = $south + ($j + 0.5) * STEP_KM / KM_NORTH;
        for my $i (0 .. ($east - $west) * KM_EAST / STEP_KM) {
            my $x = $west + ($i + 0.5) * STEP_KM / KM_EAST;
            next if !is_inside($place, $x, $y);
            my @ways = map {
                sqrt((($_->[2] - $x) * KM_EAST)**2 + (($_->[3] - $y) * KM_NORTH)**2)
            } @$points;
            $sum += (sort { $a <=> $b } @ways)[0];
            $n++;
        }
    }
    return $sum / $n;
}

# A place inside, rather in the middle than at the edge: (longitude, latitude).
sub point_inside {
    my ($place, $chance) = @_;
    my @x = map { $_->[0] } map { @$_ } @{ $place->{rings} };
    my @y = map { $_->[1] } map { @$_ } @{ $place->{rings} };
    my ($west, $east) = (sort { $a <=> $b } @x)[ 0, -1 ];
    my ($south, $north) = (sort { $a <=> $b } @y)[ 0, -1 ];
    for my $try (1 .. 10_000) {
        my $spread = $try < 500 ? 0.35 : 1;
        my $x = ($west + $east) / 2 + ($chance->uniform - 0.5) * ($east - $west) * $spread;
        my $y = ($south + $north) / 2 + ($chance->uniform - 0.5) * ($north - $south) * $spread;
        ($x, $y) = map { int($_ * 1e5 + 0.5) / 1e5 } $x, $y;
        return ($x, $y) if is_inside($place, $x, $y);
    }
    die "no point inside $place->{name}";
}

1;
