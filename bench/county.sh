#!/bin/sh
# county.sh — the example county: build from nothing, nothing changed, one map, one table.
# Whole processes; the median of five runs. Goals: 5 s (12 indicators), 0.3 s, 0.15 s for one map,
# a protected one (eckwert) as well as a public one: the pattern of the whole project is kept.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
program=${SOZIALRAUM:-$root/build/sozialraum}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# median NAME COMMAND...: prints the median wall time of five runs
median() {
    name=$1
    shift
    for run in 1 2 3 4 5; do
        start=$(date +%s%N)
        "$@" > /dev/null 2>&1
        end=$(date +%s%N)
        echo $(((end - start) / 1000000))
    done | sort -n | sed -n 3p | awk -v name="$name" '{ printf "%-44s %6.2f s\n", name, $1 / 1000 }'
}

copy() {
    mkdir -p "$1"
    cp -r "$root/sozialraum.ini" "$root/shapes" "$root/indicators" "$root/styles" "$1"
}

copy "$work/all"
copy "$work/twelve"
cd "$work/twelve/indicators"
mkdir "$work/kept"
for id in kapitel bevoelkerung bevoelkerungsdichte siedlungsanteil anteil-u18 \
    bevoelkerung-veraenderung jugendquotient sgb2-quote kinderarmut betreuungsquote-u3 eckwert \
    fremdunterbringung kosten-u21; do
    mv "$id.ini" "$work/kept"
done
rm ./*.ini
mv "$work"/kept/* .
cd "$work"
sed -i '/^profile=/d; /^parts=/d; /^scatter=/d; /^indicators=/d' twelve/styles/atlas/*.ini

from_nothing() {
    rm -rf "$1/output" "$1/.cache"
    "$program" -C "$1" -q build
}

echo "cores: $(nproc)"
median "build from nothing, 12 indicators" from_nothing "$work/twelve"
median "build from nothing, all indicators" from_nothing "$work/all"
median "build, nothing changed" "$program" -C "$work/all" -q build
undecided() {
    rm "$work/all/.cache/pattern.txt"
    "$program" -C "$work/all" map eckwert -o "$work/map.pdf"
}
median "one map, PDF, public" "$program" -C "$work/all" map anteil-u18 -o "$work/map.pdf"
median "one map, PDF, protected" "$program" -C "$work/all" map eckwert -o "$work/map.pdf"
median "one map, PDF, protected, pattern lost" undecided
median "one map, PNG 300 dpi, protected" "$program" -C "$work/all" map eckwert -o "$work/map.png"
median "one table, protected" "$program" -C "$work/all" table eckwert -o "$work/table.csv"
median "check" "$program" -C "$work/all" check
