#!/bin/sh
# indicators.sh — how fast the statistics are, against what others use.
# Natural breaks: exact, seven classes, the call alone (reading the file is not timed).
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

numbers 11000 >"$work/11000"
echo "natural breaks, 11 000 values: $(ours "$work/11000") ms (goal: 5)"

numbers 1000000 >"$work/1000000"
ms=$(ours "$work/1000000")
echo "natural breaks, 1 000 000 values: $ms ms"
if command -v npm >/dev/null; then
    npm install --silent --no-save --prefix "$work" simple-statistics@7.12.1 >/dev/null
    other=$(NODE_PATH="$work/node_modules" node bench/natural.js "$work/1000000" 2>"$work/other.breaks")
    echo "simple-statistics ckmeans: $other ms, $(ratio "$other" "$ms") times ours (goal: 4)"
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
echo "all indicators of the county: $(stage_ms) ms (goal: 300)"

# Germany: four levels, 20 years, ten indicators; whole processes to the same table.
shapefile=../shared/data/vg5000_2021/VG5000_GEM.shp
if [ ! -e "$shapefile" ] || ! /usr/bin/python3 -c 'import pandas' 2>/dev/null; then
    echo "no $shapefile or no pandas: Germany was not measured"
    exit 0
fi
/usr/bin/python3 bench/indicators/project.py "$shapefile" "$work/germany"
"$program" -C "$work/germany" -q table -o "$work/values.csv" # fills the store
seconds() {
    start=$(date +%s%N)
    "$@"
    awk -v a="$start" -v b="$(date +%s%N)" 'BEGIN { printf "%.1f", (b - a) / 1e9 }'
}
s=$(seconds "$program" -C "$work/germany" -q table -o "$work/values.csv")
echo "Germany, from the store to values.csv: $s s"
other=$(seconds /usr/bin/python3 bench/indicators/pandas_values.py \
    "$work/germany/indicators/data/figures.csv" "$work/pandas.csv")
echo "pandas, from CSV to CSV: $other s, $(ratio "$other" "$s") times ours (goal: 2)"
/usr/bin/python3 bench/indicators/compare.py "$work/values.csv" "$work/pandas.csv"
