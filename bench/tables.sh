#!/bin/sh
# tables.sh — how fast figures come in, against tools that only copy or count them.
#   A long table of all Germany: 11 014 Gemeinden, 20 years, 10 variables, 2.2 million rows,
#   into the store; sqlite3 .import of the same file. Goal: at most 1.5 times.
#   The same rows once more as totals of the level above, each compared with the sum of its
#   parts; to the same rows as figures. Goal: at most 1.5 times.
#   A register of one million helps to yearly counts; mawk counting the same rows by
#   place, kind and year. Goal: at most 3 times.
set -eu
cd "$(dirname "$0")/.."
: "${BUILD:=build}"
packages='glib-2.0 gio-2.0 sqlite3 libzip libxml-2.0 gdal'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shellcheck disable=SC2046,SC2086 # the flags are meant to be split
cc -O2 -std=c17 -D_GNU_SOURCE -Isrc $(pkg-config --cflags $packages) -o "$work/tables" bench/tables.c \
    "$BUILD/libsozialraum.a" $(pkg-config --libs $packages) -lm

# The shortest of three runs, in milliseconds; $1 is a command of the shell.
fastest() {
    best=
    for _ in 1 2 3; do
        start=$(date +%s%N)
        eval "$1"
        end=$(date +%s%N)
        took=$(((end - start) / 1000000))
        if [ -z "$best" ] || [ "$took" -lt "$best" ]; then best=$took; fi
    done
    echo "$best"
}
ratio() {
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'
}

mkdir "$work/long" "$work/cases"
awk 'BEGIN { srand(3); for (k = 0; k < 11014; k++) printf "%08d\n", 1001001 + k * 1300 }' >"$work/keys"
awk 'BEGIN { print "ags;jahr;merkmal;wert" }
     { key[NR] = $1 }
     END { for (y = 2000; y < 2020; y++) for (i = 1; i <= NR; i++) for (v = 0; v < 10; v++)
               printf "%s;%d;V%02d;%d\n", key[i], y, v, rand() * 99999 }' "$work/keys" >"$work/long/lang.csv"
{
    printf '[dataset]\ntitle=t\nfile=lang.csv\nkey_column=ags\nperiod_column=jahr\nsource=s\nprotected=false\n'
    printf '[format]\nencoding=UTF-8\ndelimiter=;\ndecimal=,\n'
    for v in 0 1 2 3 4 5 6 7 8 9; do
        printf '[variable v0%d]\ncolumn=wert\ntitle=v\nwhere_column=merkmal\nwhere_value=V0%d\n' $v $v
    done
} >"$work/long/lang.ini"

echo "long table: $(wc -l <"$work/long/lang.csv") rows"
ours=$(fastest 'rm -rf "$work/cache"; "$work/tables" "$work/keys" "$work/long" "$work/cache" >"$work/sum"')
import=$(fastest 'rm -f "$work/import.db"; sqlite3 "$work/import.db" ".separator ;" ".import $work/long/lang.csv t"')
echo "  into the store $ours ms, sqlite3 .import $import ms: $(ratio "$ours" "$import") times (goal: 1.5)"
theirs=$(awk -F';' '$3 == "V00" { n += $4 } END { printf "%.0f\n", n }' "$work/long/lang.csv")
[ "$(cut -d' ' -f2 "$work/sum")" = "$theirs" ] && echo "  the same sum" || echo "  OTHER SUMS"

mkdir "$work/totals" "$work/figures"
awk 'BEGIN { print "ags;jahr;wert" }
     { for (y = 2000; y < 2010; y++) { print $1 ";" y ";" NR; print $1 "9;" y ";" NR } }' \
    "$work/keys" >"$work/totals/lang.csv"
awk 'BEGIN { print "ags;jahr;wert" }
     { for (y = 2000; y < 2020; y++) print $1 ";" y ";" NR }' "$work/keys" >"$work/figures/lang.csv"
for folder in totals figures; do
    printf '[dataset]\ntitle=t\nfile=lang.csv\nkey_column=ags\nperiod_column=jahr\nsource=s\nprotected=false\n[variable v00]\ncolumn=wert\ntitle=v\nunit=Personen\n' \
        >"$work/$folder/lang.ini"
done
echo "totals: $(wc -l <"$work/totals/lang.csv") rows"
with=$(fastest 'rm -rf "$work/cache"; "$work/tables" "$work/keys" "$work/totals" "$work/cache" >"$work/sum"')
without=$(fastest 'rm -rf "$work/cache"; "$work/tables" "$work/keys" "$work/figures" "$work/cache" >"$work/sum"')
echo "  half of them totals $with ms, none $without ms: $(ratio "$with" "$without") times (goal: 1.5)"

head -48 "$work/keys" >"$work/places"
awk 'BEGIN { srand(5); print "id;home;birth;sex;kind;begin;end" }
     { key[NR] = $1 }
     END { for (i = 0; i < 1000000; i++) {
               begin = int(rand() * 2000); end = begin + int(rand() * 600)
               printf "P%d;%s;20%02d-%02d;%s;%02d;%02d.%02d.%d;", i, key[int(rand() * NR) + 1],
                   int(rand() * 8), int(rand() * 12) + 1, rand() < 0.5 ? "m" : "w", int(rand() * 16) + 1,
                   begin % 28 + 1, int(begin / 28) % 12 + 1, 2013 + int(begin / 336)
               if (rand() < 0.7) printf "%02d.%02d.%d", end % 28 + 1, int(end / 28) % 12 + 1, 2013 + int(end / 336)
               print "" } }' "$work/places" >"$work/cases/hilfen.csv"
cat >"$work/cases/hilfen.ini" <<'INI'
[dataset]
title=t
file=hilfen.csv
kind=register
period=2014-2018
source=s
synthetic=true
[format]
encoding=UTF-8
delimiter=;
[columns]
id=id
home=home
birth=birth
sex=sex
kind=kind
begin=begin
end=end
INI
# A help counts in each year in which it ran or ended: begun by 31.12., ended on 1.1. or later.
cat >"$work/count.awk" <<'AWK'
BEGIN { FS = ";" }
NR > 1 {
    first = substr($6, 7)
    last = $7 == "" ? 2018 : substr($7, 7)
    for (year = first < 2014 ? 2014 : first; year <= last && year <= 2018; year++)
        n[$2, $5, year]++
}
END { for (cell in n) { split(cell, part, SUBSEP); if (part[2] == "11") sum += n[cell] } print sum }
AWK

echo "register: $(($(wc -l <"$work/cases/hilfen.csv") - 1)) helps"
ours=$(fastest 'rm -rf "$work/cache"; "$work/tables" "$work/places" "$work/cases" "$work/cache" >"$work/sum"')
theirs=$(fastest 'mawk -f "$work/count.awk" "$work/cases/hilfen.csv" >"$work/count"')
echo "  to yearly counts $ours ms, mawk $theirs ms: $(ratio "$ours" "$theirs") times (goal: 3)"
[ "$(cut -d' ' -f2 "$work/sum")" = "$(cat "$work/count")" ] && echo "  the same count" || echo "  OTHER COUNTS"
