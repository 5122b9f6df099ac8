# project.sh FOLDER — the county with one indicator of public figures: small enough to be
# built some hundred times, whole enough to reach every stage.
set -eu
root=$(dirname "$0")/../..
mkdir -p "$1/indicators/data" "$1/styles/atlas"
cp "$root/sozialraum.ini" "$1"
cp -r "$root/shapes" "$1"
cp "$root"/styles/*.ini "$1/styles"
cp "$root/indicators/kapitel.ini" "$root/indicators/bevoelkerungsdichte.ini" "$1/indicators"
for name in flaeche gemeindeverzeichnis-2018; do
    cp "$root/indicators/data/$name.ini" "$root/indicators/data/$name.csv" "$1/indicators/data"
done
sed -i '/^\[population\]/,/^$/d; /^\[regions\]/,/^$/d' "$1/sozialraum.ini"
printf '[atlas]\ntitle=Kleiner Atlas\noverviews=false\n' > "$1/styles/atlas/gesamt.ini"
