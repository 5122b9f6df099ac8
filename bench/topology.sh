#!/bin/sh
# topology.sh — areas of all Germany against mapshaper and GEOS; the county against ogr2ogr.
# Times are medians of 5 of whole processes (GEOS: one run, the union alone), in one run of this script;
# differences under 15 % are noise; on a busy machine the processor times say more. Land parts (GF = 4), three levels at once.
set -eu
cd "$(dirname "$0")/.."
: "${BUILD:=build}" "${RUNS:=5}"
packages='glib-2.0 gio-2.0 gdal proj geos sqlite3'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for tool in topology degrade slivers geosunion; do
    # shellcheck disable=SC2046,SC2086 # the flags are meant to be split
    cc -O2 -std=c17 -D_GNU_SOURCE -Isrc $(pkg-config --cflags $packages) -o "$work/$tool" "bench/$tool.c" \
        "$BUILD/libsozialraum.a" $(pkg-config --libs $packages) -lm
done
cc -O2 -D_GNU_SOURCE -o "$work/clock" bench/clock.c
clock() { "$work/clock" "$@"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", a / b }'; }
line() { printf '%-50s %6s ms (processor %6s ms) %5s MB   %s\n' "$@"; }

if ! command -v npm >/dev/null || ! command -v ogr2ogr >/dev/null; then
    echo "npm or ogr2ogr is not installed: nothing was measured"
    exit 0
fi
sh bench/germany/fetch.sh
npm install --silent --no-save --prefix "$work" mapshaper@0.7.70 >/dev/null
mapshaper="$work/node_modules/mapshaper/bin/mapshaper"
# The bare array laid flat, then as the formats that planners get.
node -e 'const fs = require("fs");
const flat = x => x.type === "Feature" ? [x] : (x.features || x).flatMap(flat);
const all = flat(JSON.parse(fs.readFileSync("bench/germany/shapes/gemeinden.geo.json")));
const out = fs.openSync(process.argv[1], "w");
fs.writeSync(out, "{\"type\":\"FeatureCollection\",\"features\":[\n");
all.forEach((f, i) => fs.writeSync(out, (i ? ",\n" : "") + JSON.stringify(f)));
fs.writeSync(out, "\n]}\n");' "$work/all.geojson"
for ending in fgb gpkg shp; do ogr2ogr -nlt PROMOTE_TO_MULTI "$work/all.$ending" "$work/all.geojson" 2>/dev/null; done

export FILTER='GF = 4'
split='v=RS.substr(0,9),k=RS.substr(0,5),l=RS.substr(0,2)'
three() { # how: no-repair or nothing
    echo "-dissolve v + name=v $1 -target 1 -dissolve k + name=k $1 -target 1 -dissolve l + name=l $1"
}
theirs() { # in, how, before
    # shellcheck disable=SC2046,SC2086
    clock "$RUNS" node "$mapshaper" "$1" -filter 'GF==4' -each "$split" $3 $(three "$2") -o "$work/" target=v,k,l format=flatgeobuf force
}
ours() { # in, out, [--plain]
    clock "$RUNS" "$work/topology" ${3:-} AGS GEN RS 9,5,2 "$1" "$2"
}
say() { # what, ours, theirs, goal
    # shellcheck disable=SC2086
    line "$1" $2 "mapshaper: $(ratio "${3%% *}" "${2%% *}") times as long, $(ratio "$(echo "$3" | cut -d' ' -f2)" "$(echo "$2" | cut -d' ' -f2)") times the processor (goal: $4)"
}

fast=$(theirs "$work/all.fgb" no-repair '')
line 'mapshaper, fast' $fast ''
"$work/slivers" v "$work/v.fgb"; "$work/slivers" k "$work/k.fgb"; "$work/slivers" l "$work/l.fgb"
default=$(theirs "$work/all.fgb" '' '')
line 'mapshaper, default' $default ''
"$work/slivers" v "$work/v.fgb"; "$work/slivers" k "$work/k.fgb"; "$work/slivers" l "$work/l.fgb"
clean=$(theirs "$work/all.fgb" '' '-clean gap-fill-area=10000m2')
line 'mapshaper, -clean gap-fill-area=10000m2' $clean ''
"$work/slivers" v "$work/v.fgb"; "$work/slivers" k "$work/k.fgb"; "$work/slivers" l "$work/l.fgb"
for ending in fgb gpkg shp; do
    say "ours, checked: .$ending to .fgb" "$(ours "$work/all.$ending" "$work/o.fgb" --plain)" "$fast" 5
done
say 'ours, checked: .fgb to .gpkg' "$(ours "$work/all.fgb" "$work/o.gpkg" --plain)" "$fast" 5
say 'ours, checked, mended, projected: .fgb to .fgb' "$(ours "$work/all.fgb" "$work/o.fgb")" "$clean" 6
"$work/slivers" key "$work/o.9.fgb" "$work/o.5.fgb" "$work/o.2.fgb"
plain=$(ours "$work/all.fgb" "$work/o.fgb" --plain)
total=0
for digits in 9 5 2; do
    ms=$("$work/geosunion" AGS GEN RS $digits "$work/all.fgb")
    total=$((total + ms))
done
echo "GEOS unary union of the three levels: $total ms, $(ratio $total "${plain%% *}") times ours (goal: 30)"
json=$(clock 1 "$work/topology" --plain AGS GEN RS 9,5,2 "$work/all.geojson" "$work/o.fgb")
theirs_json=$(theirs "$work/all.geojson" no-repair '')
echo "from the 82 MB GeoJSON: ours ${json%% *} ms (GDAL's reading), mapshaper ${theirs_json%% *} ms; a second run of a project reads the copy in .cache/"
unset FILTER

echo 'time grows with the size (topology, check and three levels, from .fgb to .fgb):'
for n in 1 2 4; do
    "$work/degrade" copies$n "$work/all.fgb" "$work/copies.fgb"
    # shellcheck disable=SC2046
    line "  $n times Germany" $(clock 3 "$work/topology" --plain key name key 6,3,1 "$work/copies.fgb" "$work/o.fgb") ''
done

echo 'damaged on purpose, then mended; below, mapshaper -clean on the same file:'
for way in simplify:0.001:25 drop:0.001:150 jitter:0.15:1 strip:0.001:30 overlap:0.001:50; do
    name=${way%%:*}
    rest=${way#*:}
    "$work/degrade" "$name" "$work/all.fgb" "$work/damaged.fgb"
    SNAP=${rest%:*} SLIVER=${rest#*:} "$work/topology" key name key 8,5,2 "$work/damaged.fgb" "$work/o.fgb"
    printf '%-9s' "$name"; "$work/slivers" key "$work/o.8.fgb"
    printf '%-9s' ''
    if node "$mapshaper" "$work/damaged.fgb" -clean gap-fill-area=10000m2 -o "$work/m.fgb" format=flatgeobuf force >/dev/null 2>&1
    then "$work/slivers" key "$work/m.fgb"
    else echo 'mapshaper gives up'
    fi
done

if [ -x "$BUILD/sozialraum" ]; then
    npm install --silent --no-save --prefix "$work" mapshaper@0.7.70 topojson-client@3.1.0 >/dev/null
    "$BUILD/sozialraum" -q areas -o "$work/county.topojson"
    NODE_PATH="$work/node_modules" node bench/topojson.js "$work/county.topojson" shapes/gemeinden.geojson
    "$BUILD/sozialraum" -q areas --level region -o "$work/r.fgb"
    echo 'inside the process, the county (ms):'
    "$work/topology" ags name ars 9,8,5 shapes/gemeinden.geojson "$work/o.fgb"
    LAPS=1 "$work/topology" ags name ars 9,8,5 shapes/gemeinden.geojson "$work/o.fgb"
    line 'the county, four regions: sozialraum areas' $(clock "$RUNS" "$BUILD/sozialraum" -q areas --level region -o "$work/r.fgb") ''
    line 'the county, four regions: ogr2ogr ST_Union' $(clock "$RUNS" ogr2ogr "$work/u.gpkg" shapes/gemeinden.geojson -dialect sqlite \
        -sql 'SELECT substr(ars, 1, 8) AS r, ST_Union(geometry) AS geometry FROM gemeinden GROUP BY r' -t_srs EPSG:25832 -overwrite) ''
fi
