#!/bin/sh
# atlas.sh — the four atlases and the workbook of the county, whole processes from the
# program's start to the written file: medians of five runs, memory, pages, size.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
program=${SOZIALRAUM:-$root/build/sozialraum}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cc -O2 -o "$work/clock" "$root/bench/clock.c"
mkdir "$work/project"
cp -r "$root/sozialraum.ini" "$root/shapes" "$root/indicators" "$root/styles" "$work/project"
cd "$work/project"
"$program" -q check > /dev/null 2>&1 # the store is filled, as on the second run of a day
echo "                     ms   ms of processor   MB at most   pages      kB"
for atlas in gesamt kurzfassung region tabellenband; do
    measured=$("$work/clock" 5 "$program" -q atlas "$atlas" -o "$work/atlas.pdf")
    pages=$(pdfinfo "$work/atlas.pdf" | awk '/^Pages/ { print $2 }')
    echo "$atlas $measured $pages $(($(wc -c < "$work/atlas.pdf") / 1000))" |
        awk '{ printf "%-14s %8s %17s %12s %7s %7s\n", $1, $2, $3, $4, $5, $6 }'
done
measured=$("$work/clock" 5 "$program" -q table --format xlsx -o "$work/tables.xlsx")
echo "tables.xlsx $measured - $(($(wc -c < "$work/tables.xlsx") / 1000))" |
    awk '{ printf "%-14s %8s %17s %12s %7s %7s\n", $1, $2, $3, $4, $5, $6 }'
