#!/usr/bin/perl
# faults.pl PROGRAM LIBRARY FOLDER [PER [CALLS]] — lets each n-th system call of a small project's
# check, build, map and table fail in turn, and judges what is left.
#
# PER is how many n are tried for one command, call and errno, spread evenly over all that
# are reached (default: every one; of malloc 200). CALLS names the calls to try, with commas
# between (default: all). FOLDER is emptied and used for the project. With PER = sample the
# faults of sample.txt are tried instead: named by file, so that they are the same everywhere.
use strict;
use warnings;
use Cwd qw(abs_path);
use Digest::SHA;
use File::Basename;
use File::Find;
use File::Path qw(remove_tree make_path);
use POSIX qw(ENOSPC EIO EINTR EMFILE ENOMEM);

my ($program, $library, $folder, $per, $calls) = @ARGV;
die "faults.pl PROGRAM LIBRARY FOLDER [PER [CALLS]]\n" unless defined $folder;
$_ = abs_path($_) for $program, $library;
remove_tree($folder);
make_path($folder);
$folder = abs_path($folder);
my $project = "$folder/project";
my $goal = "$folder/goal";      # where map and table write
my $ledger = "$folder/ledger";

# A program under AddressSanitizer wants that loaded first; it then keeps malloc to itself.
my ($sanitizer) = `ldd $program` =~ m{=> (\S*/libasan\S*)};
my $preload = defined $sanitizer ? "$sanitizer:$library" : $library;
$ENV{ASAN_OPTIONS} = 'exitcode=99';
$ENV{LSAN_OPTIONS} = 'print_suppressions=0:suppressions=' . abs_path(dirname(__FILE__) . '/../lsan.supp');
system('sh', dirname(__FILE__) . '/project.sh', $project) == 0 or die;

# call => the errnos it fails with; those of @stays stay once they came, as a full disk does.
my %faults = (
    open   => [EMFILE, EIO, EINTR],
    read   => [EIO, EINTR],
    write  => [ENOSPC, EIO, EINTR],
    fsync  => [EIO, ENOSPC],
    rename => [EIO, ENOSPC],
    close  => [EIO, EINTR],
    mmap   => [ENOMEM],
    malloc => [ENOMEM],
);
delete $faults{malloc} if defined $sanitizer;
my @calls = defined $calls ? split(/,/, $calls) : sort keys %faults;
exists $faults{$_} or die "no call '$_'\n" for @calls;
my %stays = (ENOSPC, 1);
my %error_names = (ENOSPC, 'ENOSPC', EIO, 'EIO', EINTR, 'EINTR', EMFILE, 'EMFILE', ENOMEM, 'ENOMEM');
my @commands = (
    ['check'],
    ['table', 'bevoelkerungsdichte', '-o', "$goal/t.csv"],
    ['map', 'bevoelkerungsdichte', '-o', "$goal/m.pdf"],
    ['build'],
);
my @days = (1_600_000_000, 1_700_000_000);    # two editions that differ in every page
my $n_bad = 0;
my $n_runs = 0;
my $n_swallowed = 0;    # a library went on without the memory, with another result

sub slurp {
    my ($path) = @_;
    open(my $file, '<:raw', $path) or return '';
    local $/;
    return scalar(<$file>) // '';
}

sub spew {
    my ($path, $text) = @_;
    open(my $file, '>:raw', $path) or die "$path: $!";
    print $file $text;
    close $file;
}

# One line a file: its name below $top and its checksum.
sub tree {
    my ($top) = @_;
    my @lines;
    return '' unless -d $top;
    find({no_chdir => 1, wanted => sub {
        return unless -f $_;
        push @lines, substr($_, length $top) . ' ' . Digest::SHA->new(256)->addfile($_)->hexdigest;
    }}, $top);
    return join "\n", sort @lines;
}

# Everything of the project folder that no person put there, without contents. The seal of
# the store belongs to it, and is set when the store is some seconds old.
sub litter {
    my @names;
    find({no_chdir => 1, wanted => sub { push @names, $_ if -f $_ && !m{/output/|/\.cache/store\.sqlite-seal$} }}, $project);
    push @names, grep { -e } "$project/output.new", "$project/output.old";
    return join "\n", sort @names;
}

# Runs the program: (exit status or -signal, stdout, stderr).
sub run {
    my ($command, $day, %environment) = @_;
    my $child = fork // die;
    if ($child == 0) {
        open STDOUT, '>', "$folder/stdout";
        open STDERR, '>', "$folder/stderr";
        %ENV = (%ENV, SOURCE_DATE_EPOCH => $day, LANGUAGE => 'de', %environment);
        exec $program, '-C', $project, '-q', @$command;
        exit 127;
    }
    waitpid $child, 0;
    my $status = $? & 127 ? -($? & 127) : $? >> 8;
    return ($status, slurp("$folder/stdout"), slurp("$folder/stderr"));
}

sub fault {
    my ($call, $n, $errno, $path) = @_;
    spew($ledger, "\0" x 512);
    return (
        LD_PRELOAD => $preload, SR_FAULT_CALL => $call, SR_FAULT_NTH => $n,
        SR_FAULT_ERRNO => $errno, SR_FAULT_LEDGER => $ledger,
        $stays{$errno} ? (SR_FAULT_STAYS => 1) : (),
        defined $path ? (SR_FAULT_PATH => $path) : (),
    );
}

sub bad {
    my ($what, $said) = @_;
    my ($n_calls, $n_failed, $first) = unpack 'q q Z*', slurp($ledger);
    $said =~ s/^/    /mg;
    print "BAD: $what; failed: $first\n$said\n";
    $n_bad++;
}

# The two whole editions, and what map and table print on both days.
my (%edition, %result);
for my $day (@days) {
    my ($status, undef, $said) = run(['build'], $day);
    die "build: $status $said" if $status != 0;
    $edition{$day} = tree("$project/output");
    for my $command (@commands[0 .. 2]) {
        remove_tree($goal);
        make_path($goal);
        ($status, my $out) = run($command, $day);
        die "@$command: $status" if $status != 0;
        $out =~ s/[^0-9]+/ /g;    # the catalogue of messages may be what could not be read
        $result{$day}{$command->[0]} = $out . tree($goal);
    }
}
die "the two editions are equal\n" if $edition{$days[0]} eq $edition{$days[1]};
my $whole = litter();
my $turn = 0;    # whose day it is; output/ is of the other
my $present = $edition{$days[1]};

sub judge_build {
    my ($what, $status, $said, $day) = @_;
    my $now = tree("$project/output");
    bad("$what: output/ is neither the old nor the new edition (status $status)", $said)
        if $now ne $present && $now ne $edition{$day};
    bad("$what: status 0, but not the new edition", $said)
        if $status == 0 && $now ne $edition{$day};
    my %known = map { $_ => 1 } split /\n/, $whole;
    my @litter = grep { !$known{$_} } split /\n/, litter();
    bad("$what: litter after a good run", join "\n", @litter) if $status == 0 && @litter > 0;
    if ($now ne $present && $now ne $edition{$day}) {    # or every later one would be bad as well
        remove_tree("$project/output", "$project/.cache");
        run(['build'], $day);
        $now = tree("$project/output");
    }
    $present = $now;
    $turn = 1 - $turn if $now eq $edition{$day};
}

sub judge_result {
    my ($what, $status, $out, $said, $command, $day) = @_;
    my $files = tree($goal);
    $out =~ s/[^0-9]+/ /g;
    bad("$what: status 0, but another result", $said)
        if $status == 0 && $out . $files ne $result{$day}{$command->[0]};
    my ($file) = grep { m{/} } @$command;
    bad("$what: status $status, and the file is neither the old nor whole", $said)
        if $status != 0 && defined $file && slurp($file) ne "old\n"
        && $files ne ($result{$day}{$command->[0]} =~ s{^[^/]*}{}r);
}

sub judge_message {
    my ($what, $call, $status, $said) = @_;
    return if $status == 0 || $call eq 'malloc';
    bad("$what: ended with $status", $said) if $status != 3;
    bad("$what: no message for people", $said)
        if $said !~ /^sozialraum: \S/m || $said =~ /\(null\)|assert|CRITICAL|GLib/;
}

# The next run without a fault must work and leave nothing behind.
sub heal {
    my ($what) = @_;
    my $day = $days[$turn];
    my ($status, undef, $said) = run(['build'], $day);
    bad("$what: the next build ended with $status", $said) if $status != 0;
    judge_build("$what, next build", $status, $said, $day);
}

# Libraries go on without a piece of memory here and there, and libxlsxwriter without the
# temporary file of a sheet; the program cannot see it (docs/zuverlaessigkeit.md). Such a
# result is counted, and made anew.
sub is_swallowed {
    my ($command, $call, $status, $day) = @_;
    my (undef, undef, $first) = unpack 'q q Z*', slurp($ledger);
    return 0 if $status != 0 || ($call ne 'malloc' && $first !~ m{^/tmp/tmp\.\w+ \(deleted\)});
    return tree($goal) ne ($result{$day}{$command->[0]} =~ s{^[^/]*}{}r) if $command->[0] ne 'build';
    return 0 if tree("$project/output") eq $edition{$day};
    remove_tree("$project/output", "$project/.cache");
    run(['build'], $day);
    return 1;
}

sub try_one {
    my ($command, $call, $n, $errno, $path) = @_;
    my $day = $days[$turn];
    my $what = "$command->[0], $call $n" . (defined $path ? " of $path" : '') . ", $error_names{$errno}";
    remove_tree($goal);
    make_path($goal);
    my ($file) = grep { m{/} } @$command;
    spew($file, "old\n") if defined $file;
    my ($status, $out, $said) = run($command, $day, fault($call, $n, $errno, $path));
    $n_runs++;
    judge_message($what, $call, $status, $said);
    if (is_swallowed($command, $call, $status, $day)) {
        $n_swallowed++;
        return $status if $command->[0] ne 'build';
    }
    if ($command->[0] eq 'build') {
        judge_build($what, $status, $said, $day);
        heal($what) if $status != 0 && $n_runs % 5 == 0;
    } else {
        judge_result($what, $status, $out, $said, $command, $day);
    }
    return $status;
}

# Line by line: COMMAND CALL N PATH ERRNO STATUS; the fault has to come, and to end so.
sub try_sample {
    my %numbers = reverse %error_names;
    open(my $lines, '<', dirname(__FILE__) . '/sample.txt') or die;
    my $line = 0;
    while (<$lines>) {
        $line++;
        next if /^#/ || /^\s*$/;
        my ($name, $call, $n, $path, $error, $wanted) = split;
        my ($command) = grep { $_->[0] eq $name } @commands;
        my $status = try_one($command, $call, $n, $numbers{$error}, $path);
        my (undef, $n_failed) = unpack 'q q', slurp($ledger);
        bad("sample.txt:$line: no such call", '') if $n_failed == 0;
        bad("sample.txt:$line: status $status, not $wanted", slurp("$folder/stderr")) if $status != $wanted;
        heal("sample.txt:$line") if $name eq 'build';
    }
}

if (defined $per && $per eq 'sample') {
    try_sample();
    @commands = ();
}
for my $command (@commands) {
    for my $call (@calls) {
        my $day = $days[$turn];
        run($command, $day, fault($call, 0, EIO));
        my ($n_calls) = unpack 'q', slurp($ledger);
        if ($command->[0] eq 'build') {    # the count has made the day's edition
            judge_build('count', 0, '', $day);
        }
        next if $n_calls == 0;
        my %statuses;
        my $n_tried = 0;
        for my $errno (@{$faults{$call}}) {
            my $most = $per // ($call eq 'malloc' ? 200 : $n_calls);
            my $step = $n_calls > $most ? $n_calls / $most : 1;
            for (my $n = 1; $n <= $n_calls; $n += $step) {
                my $status = try_one($command, $call, int($n + ($step > 1 ? $step / 2 : 0)), $errno);
                $statuses{$status}++;
                $n_tried++;
            }
        }
        heal("$command->[0], $call") if $command->[0] eq 'build';
        printf "%-6s %-7s %6d calls, %4d failed in turn: %s\n", $command->[0], $call, $n_calls,
            $n_tried, join ', ', map { "status $_ $statuses{$_}" } sort { $a <=> $b } keys %statuses;
    }
}
print "$n_runs faults, $n_bad bad; $n_swallowed times a library went on without memory or temporary file\n";
exit($n_bad > 0);
