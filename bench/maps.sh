#!/bin/sh
# maps.sh — map pages as whole processes, beside Mapnik, QGIS, ggplot2 and sf: milliseconds
# (medians of RUNS runs), milliseconds of processor time, size. Each goal is said to be met or
# not, by processor time: the same on a busy machine. Two programs of one line ran in turn.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
program=${SOZIALRAUM:-$root/build/sozialraum}
: "${RUNS:=5}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
packages='glib-2.0 gio-2.0 gdal proj geos sqlite3 cairo cairo-pdf cairo-ft pango pangocairo pangoft2
    fontconfig libqpdf json-glib-1.0 libpng libcmark gsl libzip xlsxwriter libxml-2.0 libdeflate'
# shellcheck disable=SC2046,SC2086 # the flags are meant to be split
cc -O2 -std=c17 -D_GNU_SOURCE -I"$root/src" $(pkg-config --cflags $packages) -o "$work/pages" \
    "$root/bench/maps/pages.c" "$(dirname "$program")/libsozialraum.a" $(pkg-config --libs $packages) -lglpk -lm
cc -O2 -o "$work/clock" "$root/bench/clock.c"
export QT_QPA_PLATFORM=offscreen

# measure NAME FILE COMMAND…: a line, and the figures in $wall, $cpu and $kb
measure() {
    name=$1
    file=$2
    shift 2
    "$@" > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    measured=$("$work/clock" "$RUNS" "$@")
    wall=$(echo "$measured" | cut -d' ' -f1)
    cpu=$(echo "$measured" | cut -d' ' -f2)
    kb=$(($(wc -c < "$file") / 1000))
    printf '%-52s %7s ms %7s ms of processor %6d kB\n' "$name" "$wall" "$cpu" "$kb"
}
# goal WORDS OURS THEIRS PARTS: whether ours is at most theirs / PARTS
goal() {
    awk -v words="$1" -v a="$2" -v b="$3" -v parts="$4" 'BEGIN {
        printf "  goal: %s: %s (%.2f of theirs)\n", words, a <= b / parts ? "met" : "NOT met", a / b }'
}

mkdir "$work/county"
cp -r "$root/sozialraum.ini" "$root/shapes" "$root/indicators" "$root/styles" "$work/county"
cd "$work/county"
"$program" -q build
sozialraum_map() { measure "$1" "$work/map.$3" "$program" -q map siedlungsanteil --level gemeinde --style "$2" --format "$3" -o "$work/map.$3"; }
echo "One map of the county"
sozialraum_map 'sozialraum, PDF with everything' druck pdf
pdf=$cpu
sozialraum_map 'sozialraum, PNG 300 dpi' druck png
png=$cpu
sozialraum_map 'sozialraum, half page, all names' halbseite pdf

ogr2ogr -f GPKG "$work/county.gpkg" output/sozialraum.sqlite siedlungsanteil_gemeinde 2> "$work/log"
mapnik=no
if command -v mapnik-config > /dev/null && command -v g++ > /dev/null; then
    # shellcheck disable=SC2046
    g++ -O2 -w -o "$work/mapnik" "$root/bench/maps/mapnik.cpp" $(mapnik-config --cflags --libs)
    plugin=$(mapnik-config --input-plugins)/ogr.input
    mapnik=yes
fi
mapnik_map() { # name, gpkg, layer, width, height, out
    sed "s|@FILE@|$2|; s|@LAYER@|$3|" "$root/bench/maps/map.xml" > "$work/map.xml"
    measure "$1" "$6" "$work/mapnik" "$plugin" "$work/map.xml" "$4" "$5" "$6"
}
if [ $mapnik = yes ]; then
    mapnik_map 'Mapnik, bare PDF' "$work/county.gpkg" siedlungsanteil_gemeinde 595 842 "$work/mapnik.pdf"
    goal 'a whole page no slower than a bare one of Mapnik' "$pdf" "$cpu" 1
    mapnik_map 'Mapnik, bare PNG 300 dpi' "$work/county.gpkg" siedlungsanteil_gemeinde 2480 3508 "$work/mapnik.png"
    goal 'PNG no slower than one of Mapnik' "$png" "$cpu" 1
else
    echo 'Mapnik: libmapnik-dev and g++ are not installed'
fi
others=$root/docs/vergleich
if Rscript -e 'library(sf)' > /dev/null 2>&1; then
    measure 'sf, plain plot' "$work/sf.pdf" Rscript "$others/sf.R" output "$work/sf.pdf"
fi
if Rscript -e 'library(ggplot2)' > /dev/null 2>&1; then
    measure 'ggplot2' "$work/gg.pdf" Rscript "$others/ggplot2.R" output "$work/gg.pdf"
fi
qgis=no
if /usr/bin/python3 -c 'import qgis.core' > /dev/null 2>&1; then
    qgis=yes
    measure 'QGIS 3.22, print layout' "$work/qgis.pdf" /usr/bin/python3 "$others/karte.py" output "$work/qgis.pdf"
fi

echo "48 pages of the county in one PDF"
measure 'sozialraum, bare' "$work/bare.pdf" "$work/pages" bare . siedlungsanteil "$work/bare.pdf"
bare=$cpu
measure 'sozialraum, with everything' "$work/full.pdf" "$work/pages" full . siedlungsanteil "$work/full.pdf"
full=$cpu
if [ $qgis = yes ]; then
    measure 'QGIS 3.22, atlas of bare pages' "$work/atlas.pdf" \
        /usr/bin/python3 "$root/bench/maps/atlas.py" "$work/county.gpkg" siedlungsanteil_gemeinde "$work/atlas.pdf"
    goal 'bare pages in a quarter of the time of QGIS' "$bare" "$cpu" 4
    goal 'whole pages no slower than bare ones of QGIS' "$full" "$cpu" 1
fi

figures=$root/../shared/data/gemeindeverzeichnis_2018.csv
if [ ! -s "$figures" ] || ! sh "$root/bench/germany/fetch.sh"; then
    echo 'All Germany: its boundaries or figures are not there; nothing was measured'
    exit 0
fi
echo "All Germany's Gemeinden on one A4, seven classes"
cp -r "$root/bench/germany" "$work/germany"
cp -r "$root/styles" "$work/germany"
cd "$work/germany"
printf '[chapter land]\ntitle=Land\n' > indicators/kapitel.ini
printf '%s\n' '[indicator]' title=Bevölkerungsdichte chapter=land numerator=people denominator=square_km per=1 \
    kind=ratio interval=none polarity=neutral unit=Einw./km² '[map]' classes=7 method=natural palette=YlOrBr \
    > indicators/dichte.ini
printf '%s\n' '[dataset]' title=Gemeindeverzeichnis file=figures.csv kind=table level=gemeinde key=ags key_column=ags \
    period=2018 day=2018-12-31 source=Destatis licence=dl-de/by-2-0 attribution=Destatis protected=false \
    synthetic=false '[format]' encoding=UTF-8 'delimiter=;' decimal=, '[variable people]' column=people \
    title=Einwohner '[variable square_km]' column=square_km title=Fläche > indicators/data/figures.ini
"$program" -q list areas --format csv | cut -d, -f2,3 | grep '^gemeinde,' | cut -d, -f2 > "$work/known"
{
    echo 'ags;people;square_km'
    awk -F';' 'NR == FNR { known[$1] = 1; next }
        (key = substr($1, 1, 5) substr($1, 10, 3)) in known { print key ";" $3 ";" $2 }' "$work/known" "$figures"
} > indicators/data/figures.csv
measure 'sozialraum, with everything' "$work/map.pdf" "$program" -q map dichte --level gemeinde -o "$work/map.pdf"
germany=$cpu
size=$kb
"$program" -q areas --level gemeinde -o "$work/areas.gpkg"
"$program" -q map dichte --level gemeinde --data -o "$work/map.pdf"
ogr2ogr -f GPKG -update "$work/areas.gpkg" "$work/map.csv" -nln figures
ogr2ogr -f GPKG "$work/germany.gpkg" "$work/areas.gpkg" -nln areas -sql \
    'SELECT a.geom, CAST(v.class AS INTEGER) AS class FROM gemeinde a JOIN figures v ON v.area = a.key'
if [ $qgis = yes ]; then
    measure 'QGIS 3.22, bare' "$work/qgis.pdf" \
        /usr/bin/python3 "$root/bench/maps/atlas.py" "$work/germany.gpkg" areas "$work/qgis.pdf" single
    goal 'a fifth of the time of QGIS' "$germany" "$cpu" 5
    goal 'a fifth of the file of QGIS' "$size" "$kb" 5
fi
if [ $mapnik = yes ]; then
    mapnik_map 'Mapnik, bare' "$work/germany.gpkg" areas 595 842 "$work/mapnik.pdf"
fi
if command -v pdftoppm > /dev/null; then
    for how in paper exact; do
        "$work/pages" $how . dichte "$work/$how.pdf"
        pdftoppm -r 600 -singlefile "$work/$how.pdf" "$work/$how"
    done
    # A pixel differs if one of its colours does by more than an eighth of the range: coordinates are
    # rounded to 0.01 mm, a quarter of a pixel, and at an edge between border and filling (half the
    # range apart) that alone makes an eighth. The other shares are told beside it.
    # Bytes of three colours a pixel, behind the same short head in both.
    head=$(head -n 3 "$work/paper.ppm" | wc -c)
    cmp -l "$work/paper.ppm" "$work/exact.ppm" > "$work/differ" || true
    awk -v head="$head" -v bytes="$(wc -c < "$work/paper.ppm")" '
        function value(octal) { return int(octal / 100) * 64 + int(octal / 10) % 10 * 8 + octal % 10 }
        function tell() { any += most > 0; eighth += most > 32; quarter += most > 64; most = 0 }
        { pixel = int(($1 - head - 1) / 3); apart = value($2) - value($3); apart = apart < 0 ? -apart : apart }
        pixel != last { tell(); last = pixel }
        apart > most { most = apart }
        END { tell(); all = (bytes - head) / 3
            printf "  goal: pixels at 600 dpi unlike the map with every vertex under 0.5 %%: %s (%.2f %%; unlike at all %.2f %%, by more than a quarter of the range %.2f %%)\n",
                eighth / all < 0.005 ? "met" : "NOT met", eighth / all * 100, any / all * 100, quarter / all * 100 }' "$work/differ"
fi
