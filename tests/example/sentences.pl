#!/usr/bin/perl
# sentences.pl — every sentence of "Das Wichtigste auf zwei Seiten" against values.csv.
#
#     sentences.pl PROJECT VALUES TEXT      TEXT: what pdftotext reads on the two pages
#
# Prints what is false; fails then, and when there are fewer than ten sentences. Shares no
# code with the program.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
my ($project, $values, $text) = map { my $name = $_; utf8::decode($name); $name } @ARGV;

sub slurp {
    open my $file, '<:encoding(UTF-8)', $_[0] or die "$_[0]: $!\n";
    local $/;
    return scalar <$file>;
}

# Indicators by title.
my %id;
for my $path (glob "$project/indicators/*.ini") {
    my ($name) = $path =~ m{([^/]+)\.ini$};
    $id{$1} = $name if slurp($path) =~ /^title=(.*)$/m;
}

# Rows by indicator: a name may stand in quotes.
my %rows;
for (split /\n/, slurp($values)) {
    my @cells;
    push @cells, defined $1 ? $1 : $2 while /\G(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g && @cells < 13;
    push @{$rows{$cells[0]}}, {scheme => $cells[1], level => $cells[2], name => $cells[4], period => $cells[5],
        value => $cells[8], verdict => $cells[12]} if $cells[8] ne '' && $cells[8] ne 'value';
}

sub number {
    my $text = shift;
    $text =~ s/\s//g;
    $text =~ tr/,−/.-/;
    return $text;
}

# The row of an area whose printed value is that of the sentence.
sub row {
    my ($indicator, $name, $period, $printed) = @_;
    my $digits = $printed =~ /,(\d+)/ ? length $1 : 0;
    for (@{$rows{$indicator}}) {
        return $_ if $_->{name} eq $name && $_->{period} eq $period &&
            abs($_->{value} - number($printed)) <= 0.500001 * 10**-$digits;
    }
    return;
}

# The values of the level of a row in its period, ascending.
sub others {
    my ($indicator, $row) = @_;
    return sort { $a <=> $b } map { $_->{value} } grep { $_->{level} eq $row->{level} &&
        $_->{scheme} eq $row->{scheme} && $_->{period} eq $row->{period} } @{$rows{$indicator}};
}

my ($n, $n_false) = (0, 0);
sub tell_of {
    my ($is_true, $sentence) = @_;
    $n++;
    return if $is_true;
    $n_false++;
    print "false: $sentence\n";
}

my $figure = qr/[−\d][\d,\s]*/;
my $whole = 'Landkreis Bad Dürkheim';
my $all = slurp($text);
$all =~ s/\s+/ /g;
for my $sentence (split / – /, $all) {
    if ($sentence =~ /^(.+) \((\d{4})\): am höchsten in (?:de[rm] )?(.+?) mit ($figure)\b.*?, am niedrigsten in (?:de[rm] )?(.+?) mit ($figure)\b.*?; insgesamt ($figure)\b/) {
        my ($title, $period, $high, $most, $low, $least, $total) = ($1, $2, $3, $4, $5, $6, $7);
        my $one = $id{$title};
        my ($top, $bottom) = (row($one, $high, $period, $most), row($one, $low, $period, $least));
        my @level = $top ? others($one, $top) : ();
        tell_of($top && $bottom && $top->{value} == $level[-1] && $bottom->{value} == $level[0] &&
            $top->{verdict} eq 'higher' && $bottom->{verdict} eq 'lower' && row($one, $whole, $period, $total), $sentence);
    } elsif ($sentence =~ /^(.+): (?:im|in de[rm]|in) (.+?) (gestiegen|gesunken), von ($figure)\b.*?\((\d{4})\) auf ($figure)\b.*?\((\d{4})\)/) {
        my ($title, $name, $way, $from, $first, $to, $last) = ($1, $2, $3, $4, $5, $6, $7);
        $name = $whole if $name eq 'Landkreis';
        my ($before, $after) = (row($id{$title}, $name, $first, $from), row($id{$title}, $name, $last, $to));
        tell_of($before && $after && $last - $first == 4 &&
            ($after->{value} > $before->{value}) == ($way eq 'gestiegen'), $sentence);
    } elsif ($sentence =~ /^(.+) \((\d{4})\): in (.+?) mit ($figure)\b.*?weit (höher|niedriger) als anderswo; die Hälfte aller Gemeinden liegt bei ($figure)\b/) {
        my ($title, $period, $name, $is, $way, $middle) = ($1, $2, $3, $4, $5, $6);
        my $row = row($id{$title}, $name, $period, $is);
        my @level = $row ? others($id{$title}, $row) : (0);
        my $median = ($level[$#level / 2] + $level[@level / 2]) / 2;
        tell_of($row && abs($median - number($middle)) < 0.051 && $row->{verdict} ne 'similar' &&
            ($row->{value} > $median) == ($way eq 'höher'), $sentence);
    }
}
print "$n sentences, $n_false false\n";
exit($n_false > 0 || $n < 10);
