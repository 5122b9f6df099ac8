#!/usr/bin/perl
# erzeugen.pl [FOLDER]: makes the example data of this folder and of shapes/points anew (or,
# for a look, in FOLDER and FOLDER/points, which must be there).
#
# All of it is made up, but for the people by sex of each Gemeinde on 31.12.2018, which are the
# real ones. The same bytes come out on every run; `make example` runs it, the results are
# committed. Wants perl with its core modules only.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Chance;
use County;
use Figures;
use Office;
use Population;
use Register;
use Write;

my $here = $ARGV[0] // $FindBin::Bin;
my $points = @ARGV ? "$here/points" : "$here/../../../shapes/points";
my $places = County::read_all("$FindBin::Bin/..");
Population::fill($places);

# Rows [year, AGS, name, …] of all years and places; $row gives the rest from a place.
sub yearly {
    my ($topic, $row) = @_;
    my $chance = Chance->new($topic);
    my @rows;
    for my $year (@Population::years) {
        push @rows, [ $year, $_->{ags}, $_->{name}, $row->($_, $year, $chance) ] for @$places;
    }
    return @rows;
}

sub write_population {
    my @rows = [ qw(Jahr AGS Gemeinde Geschlecht), map { "alter_$_" } 0 .. Population::OLDEST ];
    for my $year (@Population::years) {
        for my $place (@$places) {
            push @rows, [ $year, @$place{qw(ags name)}, $_, @{ $place->{people}{$year}{$_} } ]
                for qw(m w);
        }
    }
    Write::csv("$here/bevoelkerung-alter.csv", \@rows);
    return;
}

# In the layout of a GENESIS table: "-" is exactly nothing.
sub write_movements {
    my @names = qw(births deaths arrivals departures family_arrivals family_departures);
    my @rows = yearly(
        'movements',
        sub {
            my ($place, $year) = @_;
            return (
                (map { $_ || '-' } @{ $place->{events}{$year} }{@names}),
                Write::comma(Population::years_lived($place, $year))
            );
        }
    );
    $_->[2] = "  $_->[2]" for @rows;
    my @header = (
        [
            'Jahr', 'AGS', 'Gemeinde',
            ('Natürliche Bewegung') x 2,
            ('Wanderungen') x 4, 'Bestand'
        ],
        [
            ('') x 3, 'Lebendgeborene',
            'Gestorbene', 'Zuzüge',
            'Fortzüge', 'Zuzüge Familien',
            'Fortzüge Familien', 'Summe der Lebensalter'
        ],
        [ ('') x 3, ('Anzahl') x 6, 'Jahre' ],
    );
    Write::genesis_table(
        "$here/bewegung.csv",
        [
            'GENESIS-Tabelle: Beispiel-12711-01',
            'Bevölkerungsbewegung (Beispieldaten, erfunden)',
            'Geborene, Gestorbene, Wanderungen - Jahressumme - Gemeinden'
        ],
        \@header,
        \@rows
    );
    return;
}

sub write_households {
    my @names = qw(all with_children single many housing);
    my @rows = (
        [
            qw(Jahr AGS Gemeinde),
            'Haushalte',
            'darunter mit Kindern',
            'Alleinerziehende',
            'mit 3 und mehr Kindern',
            'Haushalte mit Wohngeld'
        ]
    );
    push @rows, yearly(
        'households',
        sub {
            my $counts = Figures::households(@_);
            return map { Write::grouped($_) } @$counts{@names};
        }
    );
    Write::csv(
        "$here/haushalte.csv", \@rows,
        encoding => 'cp1252',
        end => "\r\n"
    );
    return;
}

# As a workbook of the Bundesagentur: titles, merged headers, "*" for one and two, footnotes.
sub write_work {
    my @names =
        qw(unemployed unemployed_young unemployed_long insured commuters_in commuters_out);
    my %sum;
    my @rows = yearly(
        'work',
        sub {
            my ($place, $year) = @_;
            my $counts = Figures::work(@_);
            $sum{$year}[$_] += $counts->{ $names[$_] } for 0 .. $#names;
            my $long = $counts->{unemployed_long};
            $counts->{unemployed_long} = '*' if $long == 1 || $long == 2;
            return @$counts{@names};
        }
    );
    my @top = (
        ['Arbeitslose und Beschäftigte (Beispieldaten, erfunden)'],
        ['Landkreis Bad Dürkheim'],
        ['Berichtsmonat Dezember'],
        [''],
        [
            'Berichtsjahr', 'AGS', 'Gebiet', 'Arbeitslose', '', '', 'Beschäftigte am Wohnort',
            'Pendler', ''
        ],
        [
            '', '', '', 'insgesamt',
            '15 bis unter 25 Jahre',
            'ein Jahr und länger',
            '', 'Einpendler', 'Auspendler'
        ]
    );
    my @merged = qw(A5:A6 B5:B6 C5:C6 D5:F5 G5:G6 H5:I5);
    my @notes = (
        [''],
        ['* Zahlen von 1 und 2 sind anonymisiert.'],
        ['Erfundene Zahlen, nicht von der Bundesagentur für Arbeit.']
    );
    my @county =
        map { [ $_, '07332', 'Landkreis Bad Dürkheim', @{ $sum{$_} } ] } sort keys %sum;
    Office::xlsx(
        "$here/arbeitsmarkt.xlsx",
        {
            name => 'Gemeinden',
            rows => [ @top, @rows, @notes ],
            merged => \@merged
        },
        {
            name => 'Kreis',
            rows => [ @top, @county, @notes ],
            merged => \@merged
        }
    );
    return;
}

# In the layout of a GENESIS flat file, unsorted as those are.
sub write_benefits {
    my @codes = (
        [
            persons => 'SGB001',
            'Personen in Bedarfsgemeinschaften'
        ],
        [
            children => 'SGB002',
            'Kinder unter 15 Jahren in Bedarfsgemeinschaften'
        ],
        [
            communities => 'SGB003',
            'Bedarfsgemeinschaften'
        ],
        [
            with_children => 'SGB004',
            'Bedarfsgemeinschaften mit Kindern'
        ],
        [
            single => 'SGB005',
            'Bedarfsgemeinschaften von Alleinerziehenden'
        ],
    );
    my @rows;
    yearly(
        'benefits',
        sub {
            my ($place, $year, $chance) = @_;
            my $counts = Figures::benefits($place, $year, $chance);
            for my $code (@codes) {
                push @rows,
                    [
                    'BSP22811', 'Grundsicherung für Arbeitsuchende (Beispieldaten)',
                    'STAG', 'Stichtag',
                    "$year-12-31", 'GEMEIN',
                    'Gemeinden', $place->{ags},
                    $place->{name}, $counts->{ $code->[0] },
                    'Anzahl', $code->[1],
                    $code->[2]
                    ];
            }
            return;
        }
    );
    my $chance = Chance->new('disorder');
    for my $i (reverse 1 .. $#rows) {
        my $other = $chance->whole(0, $i);
        @rows[ $i, $other ] = @rows[ $other, $i ];
    }
    unshift @rows,
        [
        qw(statistics_code statistics_label time_code time_label time),
        (map { "1_variable_$_" } qw(code label attribute_code attribute_label)),
        qw(value value_unit value_variable_code value_variable_label)
        ];
    Write::csv("$here/sgb2_de_flat.csv", \@rows, bom => 1);
    return;
}

# Names as people write them, for a file without keys.
my %written_as = (
    'Bad Dürkheim' => 'Bad Dürkheim, Stadt',
    'Battenberg (Pfalz)' => 'Battenberg',
    'Bockenheim an der Weinstraße' => 'Bockenheim a.d. Weinstr.',
    'Grünstadt' => 'Stadt Grünstadt',
    'Haßloch' => 'Hassloch',
    'Kirchheim an der Weinstraße' => 'Kirchheim a. d. Weinstraße',
    'Lambrecht (Pfalz)' => 'Lambrecht, Stadt',
    'Weisenheim am Berg' => 'Weisenheim/Berg',
    'Weisenheim am Sand' => 'Weisenheim/Sand',
);

# By name, each year closed by a sum that a reader must not count as a Gemeinde.
sub write_origin {
    my $head = [
        qw(Jahr Gemeinde),
        'Ausländer unter 18',
        'Migrationshintergrund unter 18',
        'von Scheidung betroffene Minderjährige'
    ];
    my %rows;
    for my $row (
        yearly('origin', sub { @{ Figures::origin(@_) }{qw(foreign migrant divorce)} }))
    {
        my ($year, undef, $name, @counts) = @$row;
        push @{ $rows{$year} }, [ $year, $written_as{$name} // $name, @counts ];
    }
    for my $year (keys %rows) {
        my @sums = map {
            my ($column, $sum) = ($_, 0);
            $sum += $_->[$column] for @{ $rows{$year} };
            $sum;
        } 2 .. 4;
        push @{ $rows{$year} }, [ $year, 'Landkreis Bad Dürkheim', @sums ];
    }
    Write::csv("$here/herkunft-trennung.csv",
        [ $head, map { @{ $rows{$_} } } sort keys %rows ]);
    return;
}

# As a spreadsheet (ODS). Also the day-care centres as points, their capacity adding up to the places of 2018.
sub write_day_care {
    my @names = qw(under2 under3 from3 all_day places_young places_old after_school);
    my $chance = Chance->new('centres');
    my @centres = ([qw(name kind lon lat capacity)]);
    my @rows = (
        [
            qw(Stichtag AGS Gemeinde),
            'betreut unter 2',
            'betreut unter 3',
            'betreut 3 bis unter 6',
            'davon ganztags',
            'Plätze unter 3',
            'Plätze ab 3',
            'Hortplätze'
        ]
    );
    push @rows, yearly(
        'day care',
        sub {
            my ($place, $year, $draw) = @_;
            my $counts = Figures::day_care($place, $year, $draw);
            if ($year == Population::LAST_YEAR) {
                my $all = $counts->{places_young} + $counts->{places_old};
                my $n = $all < 110 ? 1 : int($all / 85 + 0.5);
                my $sizes =
                    Population::shares($all, [ map { 0.7 + 0.6 * $chance->uniform } 1 .. $n ]);
                for my $i (1 .. $n) {
                    my ($x, $y) = County::point_inside($place, $chance);
                    push @centres,
                        [
                        "Kita $place->{name} $i (Beispiel)",
                        'Kita',
                        sprintf('%.5f', $x),
                        sprintf('%.5f', $y),
                        $sizes->[ $i - 1 ]
                        ];
                }
            }
            return @$counts{@names};
        }
    );
    $_->[0] = "31.12.$_->[0]" for @rows[ 1 .. $#rows ];
    Office::ods("$here/kita.ods", 'Kita',
        [ ['Kindertagesbetreuung (Beispieldaten, erfunden)'], @rows ]);
    Write::csv("$points/kitas.csv", \@centres);
    return @centres[ 1 .. $#centres ];
}

sub write_support {
    my %offices = (
        '07332002' => 2,
        '07332024' => 2,
        '07332025' => 1,
        '07332032' => 1
    );
    my $chance = Chance->new('offices');
    my @offices = ([qw(name kind lon lat capacity)]);
    for my $place (@$places) {
        for my $i (1 .. $offices{ $place->{ags} } // 0) {
            my ($x, $y) = County::point_inside($place, $chance);
            push @offices,
                [
                "Beratungsstelle $place->{name} $i (Beispiel)",
                'Beratungsstelle',
                sprintf('%.5f', $x),
                sprintf('%.5f', $y), ''
                ];
        }
    }
    my @rows = (
        [
            qw(Jahr AGS Gemeinde),
            'Schulsozialarbeit VZÄ',
            'Jugendpflege VZÄ',
            'Soziale Dienste VZÄ',
            'Beratungsstellen',
            'Kinder in Frühförderung',
            'Integrationshilfen'
        ]
    );
    push @rows, yearly(
        'support',
        sub {
            my ($place) = @_;
            my $counts = Figures::support(@_);
            return (
                (map { Write::comma($counts->{$_}) } qw(school_work youth_work case_work)),
                $offices{ $place->{ags} } // 0,
                @$counts{qw(early integration)}
            );
        }
    );
    Write::csv("$here/angebote.csv", \@rows);
    Write::csv("$points/beratungsstellen.csv", \@offices);
    return @offices[ 1 .. $#offices ];
}

# How far it is to the nearest facility, on average over the area of each Gemeinde, in
# kilometres as the crow flies: from points 200 metres apart. Given the rows of points.
sub write_ways {
    my (@facilities) = @_;
    my @rows = ([ qw(AGS Gemeinde), 'Weg zur nächsten Kita', 'Weg zur Beratungsstelle' ]);
    for my $place (@$places) {
        my @means = map { Write::comma(sprintf '%.2f', County::mean_way($place, $_)) } @facilities;
        push @rows, [ @$place{qw(ags name)}, @means ];
    }
    Write::csv("$here/wege.csv", \@rows);
    return;
}

# As the software of a Jugendamt exports it.
sub write_register {
    my @head = (
        'ID', 'Wohnort', 'Geburtsmonat', 'Geschlecht',
        'Art der Hilfe', '§ 41', 'Beginn', 'Ende',
        'Grund des Endes', 'gemäß Hilfeplan', 'zurück in die Familie', 'Familie',
        'Kinder', 'UMA', 'im Kreis', 'frühere Hilfe', 'Kosten im Monat'
    );
    my @names =
        qw(id home birth sex kind adult begin end reason by_plan returned family children
        uma inside earlier cost);
    my %form = (
        encoding => 'cp1252',
        end => "\r\n",
        quoted => 1
    );
    my @rows = map { my $row = $_; [ @$row{@names} ] } Register::helps($places);
    Write::csv("$here/hilfen.csv", [ \@head, @rows ], %form);
    for my $name (Register::survey_names()) {
        my @events = map { my $row = $_; [ @$row{qw(number date home birth sex result uma)} ] }
            Register::survey($name, $places);
        my @titles = qw(Nr Datum Wohnort Geburtsmonat Geschlecht Ergebnis UMA);
        Write::csv("$here/$name.csv", [ \@titles, @events ], %form);
    }
    return;
}

# Gross spending per head under 21 in the Landkreise of the Land: made up as well.
sub write_comparison {
    my @rows = ([ 'Jahr', 'Schlüssel', 'Landkreise RLP, Euro je Einwohner unter 21' ]);
    my %euro = (
        2014 => '418,20',
        2015 => '437,60',
        2016 => '458,90',
        2017 => '477,40',
        2018 => '495,10'
    );
    push @rows, [ $_, '07332', $euro{$_} ] for sort keys %euro;
    Write::csv("$here/kostenvergleich.csv", \@rows);
    return;
}

write_population();
write_movements();
write_households();
write_work();
write_benefits();
write_origin();
my @centres = write_day_care();
my @offices = write_support();
write_ways(\@centres, \@offices);
write_register();
write_comparison();
