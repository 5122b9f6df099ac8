#!/bin/sh
# indicators.sh — how fast the statistics are, against what others use; each line tells its
# goal and whether it is met. Natural breaks: exact, seven classes, the call alone (reading
# the file is not timed). All by the time of the processors, which others at work on the
# same machine hardly change; of whole processes the least of three runs, ours and theirs in turn.
set -eu
cd "$(dirname "$0")/.."
: "${BUILD:=build}"
packages='glib-2.0 gsl'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shellcheck disable=SC2046 # the flags are meant to be split
cc -O2 -std=c17 -D_GNU_SOURCE -Isrc $(pkg-config --cflags "$packages") -o "$work/natural" bench/natural.c \
    "$BUILD/libsozialraum.a" $(pkg-config --libs "$packages") -lm

# Many small values, few large ones, as densities are; the same numbers each time.
numbers() {
    awk -v n="$1" 'BEGIN { srand(7); for (i = 0; i < n; i++) { u = rand(); printf "%.9f\n", u * u * u * 1000 + rand() } }'
}
ours() {
    "$work/natural" "$1" 2>"$work/ours.breaks"
}

ratio() {
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", a / b }'
}

n_missed=0
at_most() { # WHAT NUMBER UNIT GOAL
    verdict=$(awk -v a="$2" -v b="$4" 'BEGIN { print (a <= b ? "met" : "MISSED") }')
    [ "$verdict" = met ] || n_missed=$((n_missed + 1))
    echo "$1: $2 $3 (goal: at most $4 $3): $verdict"
}

times_faster() { # WHAT OTHER OURS GOAL
    times=$(ratio "$2" "$3")
    verdict=$(awk -v a="$2" -v b="$3" -v goal="$4" 'BEGIN { print (a >= goal * b ? "met" : "MISSED") }')
    [ "$verdict" = met ] || n_missed=$((n_missed + 1))
    echo "$1: $times times as fast (goal: $4): $verdict"
}

# The time of the processors that a command took, in seconds.
seconds() {
    perl -e '@a = times; system(@ARGV) == 0 or die "failed\n"; @b = times;
             printf "%.2f", $b[2] + $b[3] - $a[2] - $a[3]' "$@"
}

least() {
    printf '%s\n' "$@" | sort -g | head -1
}

numbers 11000 >"$work/11000"
at_most "natural breaks, 11 000 values" "$(ours "$work/11000")" ms 5

numbers 1000000 >"$work/1000000"
ms=$(ours "$work/1000000")
echo "natural breaks, 1 000 000 values: $ms ms"
if command -v npm >/dev/null; then
    npm install --silent --no-save --prefix "$work" simple-statistics@7.12.1 >/dev/null
    other=$(NODE_PATH="$work/node_modules" node bench/natural.js "$work/1000000" 2>"$work/other.breaks")
    echo "simple-statistics ckmeans: $other ms"
    times_faster "natural breaks, 1 000 000 values, against simple-statistics" "$other" "$ms" 4
    awk 'NR == FNR { a[FNR] = $1; next } { if (($1 - a[FNR]) ^ 2 > 1e-18) wrong = 1 } END { exit wrong }' \
        "$work/ours.breaks" "$work/other.breaks" && echo "the same breaks" || echo "other breaks"
else
    echo "npm is not installed: simple-statistics was not measured"
fi

# The county: what -v says of the stage, all indicators, levels and years.
program=$(realpath "$BUILD")/sozialraum
cp -r sozialraum.ini shapes indicators styles "$work/"
stage_ms() {
    LANGUAGE=en "$program" -C "$work" -v table -o "$work/values.csv" 2>&1 |
        sed -n 's/^computing indicators *\([0-9.]*\) ms$/\1/p'
}
stage_ms >/dev/null # fills the store
at_most "all indicators, levels and years of the county" \
    "$(least "$(stage_ms)" "$(stage_ms)" "$(stage_ms)")" ms 300

# Germany: four levels, 20 years, ten indicators; whole processes to the same table.
shapefile=../shared/data/vg5000_2021/VG5000_GEM.shp
if [ ! -e "$shapefile" ] || ! /usr/bin/python3 -c 'import pandas' 2>/dev/null; then
    echo "no $shapefile or no pandas: Germany was not measured"
    exit "$((n_missed > 0))"
fi
/usr/bin/python3 bench/indicators/project.py "$shapefile" "$work/germany"
"$program" -C "$work/germany" -q table -o "$work/values.csv" # fills the store
ours_csv() {
    seconds "$program" -C "$work/germany" -q table -o "$work/values.csv"
}
pandas_csv() {
    seconds /usr/bin/python3 bench/indicators/pandas_values.py \
        "$work/germany/indicators/data/figures.csv" "$work/pandas.csv"
}
a=$(ours_csv); x=$(pandas_csv)
b=$(ours_csv); y=$(pandas_csv)
c=$(ours_csv); z=$(pandas_csv)
s=$(least "$a" "$b" "$c")
other=$(least "$x" "$y" "$z")
echo "Germany, from the store to values.csv: $s s; pandas, from CSV to CSV: $other s"
times_faster "Germany against pandas, whole processes" "$other" "$s" 2
/usr/bin/python3 bench/indicators/compare.py "$work/values.csv" "$work/pandas.csv"
[ "$n_missed" -eq 0 ]
