#!/bin/sh
# atlas.sh — renews the pictures of atlas pages in docs/handbuch.md from the example project.
# Pages are found by a line of their text, so that new pages before them do no harm.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
program=${SOZIALRAUM:-$root/build/sozialraum}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/project"
cp -r "$root/sozialraum.ini" "$root/shapes" "$root/indicators" "$root/styles" "$work/project"
"$program" -C "$work/project" -q atlas gesamt -o "$work/atlas.pdf"
pdftotext "$work/atlas.pdf" "$work/text"

# picture NAME TITLE N: the N-th page on which TITLE is a line of its own
picture() {
    page=$(awk -v title="$2" -v wanted="$3" 'BEGIN { RS = "\f" }
        { n = split($0, lines, "\n"); for (i = 1; i <= n; i++) if (lines[i] == title) {
            if (++seen == wanted) print NR; break } }' "$work/text")
    [ -n "$page" ] || { echo "no page $2" >&2; exit 1; }
    pdftoppm -f "$page" -l "$page" -singlefile -r 90 -png "$work/atlas.pdf" "$work/$1"
    convert "$work/$1.png" -resize 366x517! -colors 94 -strip -define png:exclude-chunk=date,time \
        "PNG8:$root/docs/bilder/atlas-$1.png"
}

picture titel Sozialraumatlas 1
picture wichtigstes 'Das Wichtigste auf zwei Seiten' 2
picture kapitel Lebensorte 2
picture karte 'Hilfen zur Erziehung (Eckwert)' 2
picture zahlen 'Hilfen zur Erziehung (Eckwert)' 3
picture index Sozialstruktur-Index 2
picture profil 'Kennzahlen im Vergleich' 1
picture lesehinweise Lesehinweise 2
