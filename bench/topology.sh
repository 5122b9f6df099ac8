#!/bin/sh
# topology.sh — areas of all Germany against mapshaper and GEOS; the county against ogr2ogr. Exit status 1 if a goal is missed.
# Times are medians of 5 of whole processes (GEOS: one run, the union alone), in one run of this script, tool by tool in turn;
# differences under 15 % are noise. Goals go by processor time, user and system, all threads added up. Land parts (GF = 4), three
# levels at once.
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
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", a / b }'; }
missed=0

# run NAME COMMAND...: one run of a tool; its wall time, processor time and memory go to a list of that name.
run() {
    name=$1
    shift
    "$work/clock" 1 "$@" >>"$work/times.$name" || echo "failed: $*" >&2
}
# median NAME COLUMN: 1 wall ms, 2 processor ms; 3 the most memory of any run, MB
median() {
    if [ "$2" = 3 ]; then cut -d' ' -f3 "$work/times.$1" | sort -n | tail -1; return; fi
    cut -d' ' -f"$2" "$work/times.$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
line() { printf '%-48s %6s ms, processor %6s ms, %4s MB\n' "$2" "$(median "$1" 1)" "$(median "$1" 2)" "$(median "$1" 3)"; }
# goal WHAT VALUE AT-LEAST|AT-MOST LIMIT NOTE: told, and counted if missed
goal() {
    if awk -v v="$2" -v l="$4" -v w="$3" 'BEGIN { exit !(w == "at-least" ? v >= l : v <= l) }'
    then verdict=met; else verdict=MISSED; missed=$((missed + 1)); fi
    printf 'goal %-6s %s: %s (%s %s)%s\n' "$verdict" "$1" "$2" "$3" "$4" "${5:+; $5}"
}
# faster WHAT OURS THEIRS LIMIT AIM: by processor time, which a busy machine spoils least; the wall time is told beside it.
faster() {
    goal "$1, times as fast" "$(ratio "$(median "$3" 2)" "$(median "$2" 2)")" at-least "$4" \
        "by the clock $(ratio "$(median "$3" 1)" "$(median "$2" 1)"); the aim is $5"
}

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
theirs() { # name, in, how, before
    # shellcheck disable=SC2046,SC2086
    run "$1" node "$mapshaper" "$2" -filter 'GF==4' -each "$split" ${4-} $(three "$3") -o "$work/" target=v,k,l format=flatgeobuf force
}
ours() { # name, in, out, [--plain]
    # shellcheck disable=SC2086
    run "$1" "$work/topology" ${4:-} AGS GEN RS 9,5,2 "$2" "$3"
}
# faulty KEY FILE: invalid areas and slivers together
faulty() { "$work/slivers" "$1" "$2" | awk '{ print $3 + $5 }'; }

round=0
while [ $round -lt "$RUNS" ]; do # tool by tool in each round, so that a busy minute strikes all of them
    round=$((round + 1))
    theirs fast "$work/all.fgb" no-repair
    for ending in fgb gpkg shp; do ours "plain.$ending" "$work/all.$ending" "$work/p.fgb" --plain; done
    ours plain.to-gpkg "$work/all.fgb" "$work/p.gpkg" --plain
    theirs clean "$work/all.fgb" '' '-clean gap-fill-area=10000m2'
    ours mended "$work/all.fgb" "$work/o.fgb"
done
line clean 'mapshaper, -clean gap-fill-area=10000m2'
"$work/slivers" v "$work/v.fgb"; "$work/slivers" k "$work/k.fgb"; "$work/slivers" l "$work/l.fgb"
theirs default "$work/all.fgb" ''
line default 'mapshaper, default (once)'
"$work/slivers" v "$work/v.fgb"; "$work/slivers" k "$work/k.fgb"; "$work/slivers" l "$work/l.fgb"
line fast 'mapshaper, fast'
theirs fast "$work/all.fgb" no-repair
"$work/slivers" v "$work/v.fgb"; "$work/slivers" k "$work/k.fgb"; "$work/slivers" l "$work/l.fgb"
for ending in fgb gpkg shp; do line "plain.$ending" "ours, proved: .$ending to .fgb"; done
line plain.to-gpkg 'ours, proved: .fgb to .gpkg'
line mended 'ours, proved, mended, projected: .fgb to .fgb'
"$work/slivers" key "$work/o.9.fgb" "$work/o.5.fgb" "$work/o.2.fgb"
for way in fgb gpkg shp to-gpkg; do faster "mapshaper fast against ours, $way" "plain.$way" fast 5 8; done
faster 'mapshaper -clean against ours mended and projected' mended clean 6 10
for digits in 9 5 2; do
    goal "invalid areas and slivers at $digits digits" "$(faulty key "$work/o.$digits.fgb")" at-most 0
done
goal 'memory of the mended run, MB' "$(median mended 3)" at-most 200
goal 'memory of the plain run, MB' "$(median plain.fgb 3)" at-most 200
for digits in 9 5 2; do "$work/geosunion" AGS GEN RS $digits "$work/all.fgb"; done |
    awk '{ a += $1; b += $2 } END { print a, b, 0 }' >"$work/times.geos"
echo "GEOS unary union of the three levels, alone: $(median geos 1) ms, processor $(median geos 2) ms"
faster 'GEOS unary union against all of ours' plain.fgb geos 30 40

for round in 1 2 3; do
    ours json "$work/all.geojson" "$work/p.fgb" --plain
    theirs theirs-json "$work/all.geojson" no-repair
done
line json 'from the 78 MB GeoJSON: ours, with its own reading'
line theirs-json 'from the 78 MB GeoJSON: mapshaper'
faster 'mapshaper fast against ours, from GeoJSON' json theirs-json 1 2
unset FILTER
if [ -x "$BUILD/sozialraum" ]; then
    rm -rf bench/germany/.cache
    run first "$BUILD/sozialraum" -C bench/germany -q areas -o "$work/d.gpkg"
    run second "$BUILD/sozialraum" -C bench/germany -q areas -o "$work/d.gpkg"
    line first 'the project bench/germany, first run'
    line second 'the same again, from the copy in .cache/'
fi

echo 'time grows with the size (topology, check and three levels, from .fgb to .fgb):'
for n in 1 2 4; do
    "$work/degrade" copies$n "$work/all.fgb" "$work/copies.fgb"
    for round in 1 2 3; do run "copies$n" "$work/topology" --plain key name key 6,3,1 "$work/copies.fgb" "$work/p.fgb"; done
    line "copies$n" "  $n times Germany"
done
goal 'four Germanies against one, times the processor' "$(ratio "$(median copies4 2)" "$(median copies1 2)")" at-most 4.6

echo 'damaged on purpose, then mended; below, mapshaper -clean on the same file:'
for way in simplify:0.001:25 drop:0.001:150 jitter:0.15:1 strip:0.001:30 overlap:0.001:50; do
    name=${way%%:*}
    rest=${way#*:}
    "$work/degrade" "$name" "$work/all.fgb" "$work/damaged.fgb"
    SNAP=${rest%:*} SLIVER=${rest#*:} "$work/topology" key name key 8,5,2 "$work/damaged.fgb" "$work/o.fgb"
    printf '%-9s' "$name"; "$work/slivers" key "$work/o.8.fgb"
    printf '%-9s' ''
    if node "$mapshaper" "$work/damaged.fgb" -clean gap-fill-area=10000m2 -o "$work/m.fgb" format=flatgeobuf force >/dev/null 2>&1
    then
        "$work/slivers" key "$work/m.fgb"
        theirs=$(faulty key "$work/m.fgb")
    else
        echo 'mapshaper gives up'
        theirs=999999
    fi
    goal "invalid areas and slivers, $name, mapshaper leaves $theirs" "$(faulty key "$work/o.8.fgb")" at-most "$theirs"
done

if [ -x "$BUILD/sozialraum" ]; then
    npm install --silent --no-save --prefix "$work" mapshaper@0.7.70 topojson-client@3.1.0 >/dev/null
    "$BUILD/sozialraum" -q areas -o "$work/county.topojson"
    NODE_PATH="$work/node_modules" node bench/topojson.js "$work/county.topojson" shapes/gemeinden.geojson || missed=$((missed + 1))
    for round in 1 2 3 4 5; do LAPS=1 "$work/topology" ags name ars 12,9,8,5 shapes/gemeinden.geojson "$work/o.fgb" 2>&1 |
        awk '$1 == "mend" || $1 == "dissolve" { sum += $5 } END { print sum }'; done | sort -n >"$work/inside"
    goal 'the county inside the process, mended, proved, projected, four levels, ms of processor time' "$(sed -n 3p "$work/inside")" at-most 10
    round=0
    while [ $round -lt "$RUNS" ]; do
        round=$((round + 1))
        run county "$BUILD/sozialraum" -q areas --level region -o "$work/r.gpkg"
        run union ogr2ogr "$work/u.gpkg" shapes/gemeinden.geojson -dialect sqlite \
            -sql 'SELECT substr(ars, 1, 8) AS r, ST_Union(geometry) AS geometry FROM gemeinden GROUP BY r' -t_srs EPSG:25832 -overwrite
    done
    line county 'the county, four regions: sozialraum areas'
    line union 'the county, four regions: ogr2ogr ST_Union'
    faster "ogr2ogr's union of the county's regions against sozialraum areas" county union 1 1
fi
[ "$missed" -eq 0 ] || { echo "$missed goals were missed"; exit 1; }
