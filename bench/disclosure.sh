#!/bin/sh
# disclosure.sh — how long small counts take to protect and to audit: the county with all its
# protected indicators, five years, one scheme and two. Goal: at most 3 s together. Then the same
# with §§ 29 and 35 as sums of five years, which ties all years together (at most 60 s), and how
# many cells are hidden against the fewest that would do (at most 5 % more).
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

# Sums of years beside single years.
cp sozialraum.ini "$work/sozialraum.ini"
for id in hilfen-29 hilfen-35; do
    printf '\n[period]\nkind=mean\nyears=5\n' >>"$work/indicators/$id.ini"
done
"$BUILD/sozialraum" -C "$work" -q table -o "$work/output/tables/values.csv"
protect=$(LANGUAGE=en "$BUILD/sozialraum" -C "$work" -v protect 2>&1 >"$work/lost" | last_ms)
audit=$(LANGUAGE=en "$BUILD/sozialraum" -C "$work" -v audit 2>&1 >"$work/proved" | last_ms)
echo "years and sums of five, jointly: protect $protect ms, audit $audit ms"

# shellcheck disable=SC2046 # the flags are meant to be split
cc -O2 -std=c17 -Isrc $(pkg-config --cflags glib-2.0) -o "$work/optimum" bench/optimum.c \
    "$BUILD"/disclosure/suppress.o "$BUILD"/disclosure/suppress_least.o "$BUILD"/disclosure/tableau.o "$BUILD"/disclosure/whole.o \
    "$BUILD"/disclosure/system.o $(pkg-config --libs glib-2.0) -lglpk -lm
"$work/optimum"
