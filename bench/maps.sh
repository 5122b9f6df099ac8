#!/bin/sh
# maps.sh — one map page, whole processes, beside QGIS, ggplot2 and sf, which draw the same
# map (docs/vergleich); the median of five runs, and the size of the file.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
program=${SOZIALRAUM:-$root/build/sozialraum}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# median NAME FILE COMMAND...: the median wall time of five runs, and the size of FILE
median() {
    name=$1
    file=$2
    shift 2
    for run in 1 2 3 4 5; do
        start=$(date +%s%N)
        "$@" > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
        end=$(date +%s%N)
        echo $(((end - start) / 1000000))
    done | sort -n | sed -n 3p |
        awk -v name="$name" -v kb="$(($(wc -c < "$file") / 1000))" \
            '{ printf "%-44s %6.2f s %6d kB\n", name, $1 / 1000, kb }'
}

mkdir "$work/project"
cp -r "$root/sozialraum.ini" "$root/shapes" "$root/indicators" "$root/styles" "$work/project"
cd "$work/project"
"$program" -q build
map() {
    style=$1
    format=$2
    "$program" -q map siedlungsanteil --level gemeinde --style "$style" --format "$format" -o "$work/map.$format"
}
touch "$work/map.pdf" "$work/map.png"
map druck pdf
median "sozialraum, PDF with everything" "$work/map.pdf" map druck pdf
map druck png
median "sozialraum, PNG 300 dpi" "$work/map.png" map druck png
median "sozialraum, half page, all names" "$work/map.pdf" map halbseite pdf

others=$root/docs/vergleich
if Rscript -e 'library(sf)' > /dev/null 2>&1; then
    Rscript "$others/sf.R" output "$work/sf.pdf" > /dev/null
    median "sf, plain plot" "$work/sf.pdf" Rscript "$others/sf.R" output "$work/sf.pdf"
fi
if Rscript -e 'library(ggplot2)' > /dev/null 2>&1; then
    Rscript "$others/ggplot2.R" output "$work/gg.pdf" > /dev/null
    median "ggplot2" "$work/gg.pdf" Rscript "$others/ggplot2.R" output "$work/gg.pdf"
fi
if /usr/bin/python3 -c 'import qgis.core' > /dev/null 2>&1; then
    export QT_QPA_PLATFORM=offscreen
    /usr/bin/python3 "$others/karte.py" output "$work/qgis.pdf" > /dev/null 2>&1
    median "QGIS 3.22 print layout" "$work/qgis.pdf" /usr/bin/python3 "$others/karte.py" output "$work/qgis.pdf"
fi
