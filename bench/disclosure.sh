#!/bin/sh
# disclosure.sh — how long small counts take to protect and to audit: the county with all its
# protected indicators, five years, one scheme and two. Goal: at most 3 s together.
set -eu
cd "$(dirname "$0")/.."
: "${BUILD:=build}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp -r sozialraum.ini shapes indicators styles "$work"
rm -f "$work"/styles/atlas/*.ini
second=$(for file in shapes/regions/*.csv; do basename "$file" .csv; done | grep -v '^vier-regionen-2010$' | head -n 1)
mkdir -p "$work/output/tables"
echo 'indicator,scheme,level,period,method,class,lower,upper,count,color' >"$work/output/tables/classes.csv"

# What -v tells of the last stage, in milliseconds: protecting or auditing.
last_ms() {
    awk '/ ms$/ { last = $(NF - 1) } END { print last }'
}

for schemes in vier-regionen-2010 "vier-regionen-2010;$second"; do
    sed "s/^styles=druck/styles=druck\nschemes=$schemes/" sozialraum.ini >"$work/sozialraum.ini"
    "$BUILD/sozialraum" -C "$work" -q table -o "$work/output/tables/values.csv"
    protect=$(LANGUAGE=en "$BUILD/sozialraum" -C "$work" -v table -o "$work/again.csv" 2>&1 | last_ms)
    cmp "$work/again.csv" "$work/output/tables/values.csv"
    audit=$(LANGUAGE=en "$BUILD/sozialraum" -C "$work" -v audit 2>&1 >"$work/proved" | last_ms)
    hidden=$(awk -F, '$17 == "suppressed"' "$work/again.csv" | wc -l)
    echo "$schemes: protect $protect ms, audit $audit ms, $hidden values hidden"
done
