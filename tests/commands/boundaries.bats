# Boundary files broken in each way: each has a finding of its own, with Gemeinde and place.
load helper

setup() {
    project=$BATS_TEST_TMPDIR/project
    copy_project "$project"
    keep_indicators "$project" bevoelkerung
    sed -i '/^checksum=/d' "$project/shapes/gemeinden.ini"
}

# One Gemeinde: key, then the rings of its polygon, points as "x y" with a comma between.
gemeinde() {
    printf '{"type":"Feature","properties":{"ags":"0733200%s","ars":"07332000000%s","name":"Ort %s"},"geometry":{"type":"Polygon","coordinates":[' "$1" "$1" "$1"
    shift
    local first=1 ring
    for ring in "$@"; do
        [ "$first" = 1 ] || printf ','
        first=0
        printf '[[%s]]' "$(sed 's/, */],[/g; s/ /,/g' <<<"$ring")"
    done
    printf ']}}'
}

# What check says in English of the given Gemeinden; further lines of the .ini in $settings.
told() {
    local features
    features=$(printf ',%s' "$@")
    printf '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::25832"}},"features":[%s]}' \
        "${features:1}" >"$project/shapes/gemeinden.geojson"
    printf '%b' "${settings-}" >>"$project/shapes/gemeinden.ini"
    LANGUAGE=en timeout 20 "$SOZIALRAUM" -C "$project" check 2>&1 || [ $? -eq 1 ]
}

a='0 0, 1000 0, 1000 1000, 0 1000, 0 0'

@test "a gap is told with place, both Gemeinden and size" {
    run told "$(gemeinde 1 '0 0, 1000 0, 1000 400, 990 500, 1000 600, 1000 1000, 0 1000, 0 0')" \
        "$(gemeinde 2 '1000 0, 2000 0, 2000 1000, 1000 1000, 1000 600, 1010 500, 1000 400, 1000 0')"
    [[ $output == *"07332001 Ort 1, 07332002 Ort 2: at "*"there is a hole between areas, 2e+03 m² large"* ]]
}

@test "an overlap is told" {
    run told "$(gemeinde 1 "$a")" "$(gemeinde 2 '800 0, 2000 0, 2000 1000, 800 1000, 800 0')"
    [[ $output == *"07332001 Ort 1, 07332002 Ort 2: at "*"areas overlap, 2e+05 m² large"* ]]
}

@test "a sliver is told, open or claimed twice" {
    run told "$(gemeinde 1 '0 0, 1000 0, 1001 500, 1000 1000, 0 1000, 0 0')" "$(gemeinde 2 '1000 0, 2000 0, 2000 1000, 1000 1000, 1000 0')"
    [[ $output == *"07332001 Ort 1, 07332002 Ort 2: at "*"a sliver is claimed twice, 500 m² large"* ]]
    run told "$(gemeinde 1 '0 0, 1000 0, 999 500, 1000 1000, 0 1000, 0 0')" "$(gemeinde 2 '1000 0, 2000 0, 2000 1000, 1000 1000, 1000 0')"
    [[ $output == *"there is a sliver of nobody, 500 m² large"* ]]
    settings='sliver=5\n' run told "$(gemeinde 1 '0 0, 1000 0, 999 500, 1000 1000, 0 1000, 0 0')" "$(gemeinde 2 '1000 0, 2000 0, 2000 1000, 1000 1000, 1000 0')"
    [[ $output == *"there was a sliver of nobody, 500 m² large"*"it was filled"* ]]
}

@test "a T-junction is told" {
    run told "$(gemeinde 1 "$a")" "$(gemeinde 2 '1000 0, 2000 0, 2000 1000, 1000 1000, 1000 500, 1000 0')"
    [[ $output == *"at 1000.000000 500.000000 a vertex lies on a border that has none there"* ]]
}

@test "nearly equal vertices are told" {
    settings='snap=0.01\n' run told "$(gemeinde 1 "$a")" "$(gemeinde 2 '1000.004 0, 2000 0, 2000 1000, 1000 1000, 1000.004 0')"
    [[ $output == *"07332002 Ort 2, 07332001 Ort 1: at 1000.000000 0.000000 two vertices are 0.004 apart"* ]]
}

@test "a ring that touches itself, one that crosses itself, crossing borders" {
    run told "$(gemeinde 1 '0 0, 1000 0, 1000 1000, 2000 1000, 2000 2000, 1000 2000, 1000 1000, 0 1000, 0 0')"
    [[ $output == *"07332001 Ort 1: at 1000.000000 1000.000000 a ring touches itself"* ]]
    run told "$(gemeinde 1 '0 0, 1000 1000, 1000 0, 0 1000, 0 0')"
    [[ $output == *"07332001 Ort 1: at 500.000000 500.000000 the border crosses itself"* ]]
    run told "$(gemeinde 1 "$a")" "$(gemeinde 2 '500 500, 1500 500, 1500 1500, 500 1500, 500 500')"
    [[ $output == *"07332001 Ort 1, 07332002 Ort 2: at "*"borders cross"* ]]
}

@test "a ring the wrong way round, one without area, one that stands twice" {
    run told "$(gemeinde 1 "$a")" "$(gemeinde 2 '2000 0, 3000 0, 3000 1000, 2000 1000, 2000 0')" "$(gemeinde 3 '4000 0, 4000 1000, 5000 1000, 5000 0, 4000 0')"
    [[ $output == *"07332003 Ort 3: at "*"a ring runs the other way than the others"* ]]
    run told "$(gemeinde 1 "$a" '200 200, 300 300, 200 200')"
    [[ $output == *"07332001 Ort 1: at "*"a ring has no area"* ]]
    run told "{\"type\":\"Feature\",\"properties\":{\"ags\":\"07332001\",\"ars\":\"073320000001\",\"name\":\"Ort 1\"},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[1000,0],[1000,1000],[0,0]]],[[[0,0],[1000,0],[1000,1000],[0,0]]]]}}"
    [[ $output == *"07332001 Ort 1: at "*"a ring stands twice"* ]]
}

@test "a vertex that stands twice, a spike, an unclosed ring" {
    run told "$(gemeinde 1 '0 0, 1000 0, 1000 0, 1000 1000, 0 1000, 0 0')"
    [[ $output == *"07332001 Ort 1: at 1000.000000 0.000000 a vertex stands twice"* ]]
    run told "$(gemeinde 1 '0 0, 1000 0, 3000 0, 1000 0, 1000 1000, 0 1000, 0 0')"
    [[ $output == *"07332001 Ort 1: at 3000.000000 0.000000 the border turns back on itself"* ]]
    run told "$(gemeinde 1 '0 0, 1000 0, 1000 1000, 0 1000')"
    [[ $output == *"07332001"*"a ring is not closed"* ]]
}

@test "check -v shows how near vertices are to each other" {
    told "$(gemeinde 1 "$a")" "$(gemeinde 2 '1000.0004 0, 2000 0, 2000 1000, 1000 1000, 1000.0004 0')" >/dev/null
    run env LANGUAGE=en "$SOZIALRAUM" -C "$project" -v check
    [[ $output == *"1e-04"*"1"* ]]
}
