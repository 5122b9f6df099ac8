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

numbers 11000 >"$work/11000"
echo "natural breaks, 11 000 values: $(ours "$work/11000") ms (goal: 5)"

numbers 1000000 >"$work/1000000"
ms=$(ours "$work/1000000")
echo "natural breaks, 1 000 000 values: $ms ms"
if ! command -v npm >/dev/null; then
    echo "npm is not installed: simple-statistics was not measured"
    exit 0
fi
npm install --silent --no-save --prefix "$work" simple-statistics@7.12.1 >/dev/null
other=$(NODE_PATH="$work/node_modules" node bench/natural.js "$work/1000000" 2>"$work/other.breaks")
echo "simple-statistics ckmeans: $other ms, $(awk -v a="$other" -v b="$ms" 'BEGIN { printf "%.1f", a / b }') times ours (goal: 4)"
awk 'NR == FNR { a[FNR] = $1; next } { if (($1 - a[FNR]) ^ 2 > 1e-18) wrong = 1 } END { exit wrong }' \
    "$work/ours.breaks" "$work/other.breaks" && echo "the same breaks" || echo "other breaks"
