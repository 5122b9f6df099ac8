#!/usr/bin/perl
# coverage.pl BUILD [LEAST] — line coverage by folder and file, from what the tests of a
# build with --coverage left behind; fails where a core folder has less than LEAST percent.
use strict;
use warnings;
use File::Find;

my ($build, $least) = @ARGV;
die "coverage.pl BUILD [LEAST]\n" unless defined $build;
$least //= 90;
my @core = qw(base stats shapes data indicator disclosure store);

my %file;    # src/x.c → [lines run, lines]
my @notes;
find({no_chdir => 1, wanted => sub { push @notes, $_ if m{\.gcno$} && !m{/tests/} }}, $build);
for my $note (sort @notes) {
    my ($source) = $note =~ m{^\Q$build\E/(.*)\.gcno$};
    # Tables alone have no lines to run, and gcov says so at length.
    open my $gcov, '-|', "gcov --no-output --object-file '$note' 'src/$source.c' 2>/dev/null" or die;
    my $name = '';
    while (<$gcov>) {
        $name = $1 if /^File '(.*)'/;
        $file{$name} = [$1 * $2 / 100, $2] if /^Lines executed:([\d.]+)% of (\d+)/ && $name eq "src/$source.c";
    }
    close $gcov;
}
die "no coverage in $build: make coverage\n" unless %file;

my %folder;
for my $name (sort keys %file) {
    my ($run, $lines) = @{$file{$name}};
    my ($folder) = $name =~ m{^src/(\w+)/};
    $folder //= 'pipeline';
    $folder{$folder}[0] += $run;
    $folder{$folder}[1] += $lines;
    printf "    %-36s %5.1f %% of %4d lines\n", $name, 100 * $run / $lines, $lines if 100 * $run / $lines < $least;
}
my ($all_run, $all) = (0, 0);
my $n_low = 0;
for my $name (sort keys %folder) {
    my ($run, $lines) = @{$folder{$name}};
    my $is_low = (grep { $_ eq $name } @core) && 100 * $run / $lines < $least;
    $n_low += $is_low ? 1 : 0;
    $all_run += $run;
    $all += $lines;
    printf "%-12s %5.1f %% of %5d lines%s\n", $name, 100 * $run / $lines, $lines, $is_low ? "  TOO FEW" : '';
}
printf "%-12s %5.1f %% of %5d lines\n", 'all', 100 * $all_run / $all, $all;
exit($n_low > 0);
