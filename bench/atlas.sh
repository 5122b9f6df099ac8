#!/bin/sh
# atlas.sh — the four atlases and the workbook of the county, whole processes from the program's start
# to the written file: medians of five runs, memory, pages, size. Then the goals, met or missed, and
# in the same run a plain map page of each indicator by QGIS's layouts and by sf (docs/vergleich).
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
program=${SOZIALRAUM:-$root/build/sozialraum}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cc -O2 -o "$work/clock" "$root/bench/clock.c"
mkdir "$work/project"
cp -r "$root/sozialraum.ini" "$root/shapes" "$root/indicators" "$root/styles" "$work/project"
cd "$work/project"

# goal WHAT FIGURE LIMIT UNIT
goal() {
    awk -v what="$1" -v is="$2" -v most="$3" -v unit="$4" 'BEGIN {
        printf "%-44s %9.2f %-3s goal %8.2f  %s\n", what, is, unit, most, is <= most ? "met" : "missed" }'
}

now_ms() {
    echo $(($(date +%s%N) / 1000000))
}

# elapsed COMMAND...: seconds of one run
elapsed() {
    begin=$(now_ms)
    "$@" > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    end=$(now_ms)
    echo "$begin $end" | awk '{ print ($2 - $1) / 1000 }'
}

build_s=$(elapsed "$program" -q build)
unchanged_s=$(elapsed "$program" -q build)
find output -type f -name '*.p*' -printf '%P %i\n' | sort > "$work/before"
sed -i 's/^breaks=25;30;35;40/breaks=24;30;35;40/' indicators/betreuungsquote-u3.ini
changed_s=$(elapsed "$program" -q build)
find output -type f -name '*.p*' -printf '%P %i\n' | sort > "$work/after"
remade=$(comm -13 "$work/before" "$work/after" | wc -l)

echo "                     ms   ms of processor   MB at most   pages      kB"
for atlas in gesamt kurzfassung region tabellenband; do
    measured=$("$work/clock" 5 "$program" -q atlas "$atlas" -o "$work/$atlas.pdf")
    pages=$(pdfinfo "$work/$atlas.pdf" | awk '/^Pages/ { print $2 }')
    echo "$atlas $measured $pages $(($(wc -c < "$work/$atlas.pdf") / 1000))" | tee "$work/$atlas.txt" |
        awk '{ printf "%-14s %8s %17s %12s %7s %7s\n", $1, $2, $3, $4, $5, $6 }'
done
measured=$("$work/clock" 5 "$program" -q table --format xlsx -o "$work/tables.xlsx")
echo "tables.xlsx $measured - $(($(wc -c < "$work/tables.xlsx") / 1000))" |
    awk '{ printf "%-14s %8s %17s %12s %7s %7s\n", $1, $2, $3, $4, $5, $6 }'

read -r _ ms cpu_ms memory pages kb < "$work/gesamt.txt"
echo
goal "gesamt, whole process ($pages pages)" "$(echo "$ms" | awk '{ print $1 / 1000 }')" 2 s
goal "gesamt, size" "$(echo "$kb" | awk '{ print $1 / 1000 }')" 12 MB
goal "gesamt, memory at most" "$memory" 300 MB
goal "build from nothing" "$build_s" 10 s
goal "build, nothing changed" "$unchanged_s" 0.3 s
echo "one indicator changed: $changed_s s, $remade of $(wc -l < "$work/after") maps and atlases made anew"

# Milliseconds of processor a page; the others draw a bare map and start up, too.
echo
ours=$(echo "$cpu_ms $pages" | awk '{ print $1 / $2 }')
echo "$ours" | awk '{ printf "sozialraum: %.1f ms a page, with charts, tables and tags\n", $1 }'
if Rscript -e 'library(sf)' > /dev/null 2>&1; then
    n=$(Rscript "$root/docs/vergleich/atlas.R" output "$work/sf.pdf" | tail -n 1)
    "$work/clock" 3 Rscript "$root/docs/vergleich/atlas.R" output "$work/sf.pdf" |
        awk -v n="$n" -v ours="$ours" '{ printf "sf: %.1f ms a bare page, %.1f times as long\n", $2 / n, $2 / n / ours }'
fi
if /usr/bin/python3 -c 'import qgis.core' > /dev/null 2>&1; then
    mkdir "$work/qgis"
    n=$(/usr/bin/python3 "$root/docs/vergleich/atlas.py" output "$work/qgis" 2> /dev/null | awk 'END { print $1 }')
    "$work/clock" 3 /usr/bin/python3 "$root/docs/vergleich/atlas.py" output "$work/qgis" |
        awk -v n="$n" -v ours="$ours" '{ printf "QGIS: %.1f ms a bare page, %.1f times as long\n", $2 / n, $2 / n / ours }'
fi
