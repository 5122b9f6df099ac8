# Areas for other programs, and boundaries that are broken.
load helper

setup() {
    project=$BATS_TEST_TMPDIR/project
    copy_project "$project"
    keep_indicators "$project" bevoelkerung
    out=$BATS_TEST_TMPDIR/out
    mkdir "$out"
}

# Puts other boundaries in: $1 features in JSON, further lines of gemeinden.ini in $2.
put_boundaries() {
    printf '{"type":"FeatureCollection","features":[%s]}' "$1" >"$project/shapes/gemeinden.geojson"
    sed -i '/^checksum=/d' "$project/shapes/gemeinden.ini"
    printf '%b' "${2-}" >>"$project/shapes/gemeinden.ini"
}

# One Gemeinde: key, then the rings of its polygon.
gemeinde() {
    printf '{"type":"Feature","properties":{"ags":"%s","ars":"073320000%s","name":"Ort %s"},"geometry":{"type":"Polygon","coordinates":[%s]}}' \
        "$1" "${1#07332}" "$1" "$2"
}

square='[[8,49],[8.1,49],[8.1,49.1],[8,49.1],[8,49]]'
east='[[8.1,49],[8.2,49],[8.2,49.1],[8.1,49.1],[8.1,49]]'

@test "areas writes every format, all levels where the format holds several" {
    for file in areas.gpkg areas.topojson; do
        sozialraum -C "$project" -q areas -o "$out/$file"
        [ "$(ogrinfo -so "$out/$file" | grep -c '^[0-9]')" -eq 4 ]
        [[ $(ogrinfo -so "$out/$file" gemeinde) == *"Feature Count: 48"* ]]
        [[ $(ogrinfo -so "$out/$file" region) == *"Feature Count: 4"* ]]
    done
    for file in areas.fgb areas.geojson; do
        sozialraum -C "$project" -q areas --level verbandsgemeinde -o "$out/$file"
        [[ $(ogrinfo -so -al "$out/$file") == *"Feature Count: 9"* ]]
    done
}

@test "areas come out the same each time, and the GeoJSON as it went in" {
    for i in 1 2; do sozialraum -C "$project" -q areas -o "$out/$i.gpkg"; done
    cmp "$out/1.gpkg" "$out/2.gpkg"
    sozialraum -C "$project" -q areas --level gemeinde -o "$out/gemeinden.geojson"
    [ "$(grep -o '8\.1051232, *49\.517271' "$out/gemeinden.geojson" | wc -l)" -ge 1 ]
}

@test "areas says what is wrong with its options" {
    run sozialraum -C "$project" areas
    [ "$status" -eq 2 ]
    run sozialraum -C "$project" areas -o "$out/areas.fgb"
    [ "$status" -eq 2 ]
    run sozialraum -C "$project" areas -o "$out/areas.dxf"
    [ "$status" -eq 2 ]
    [[ $output == *"gpkg, fgb, geojson, topojson"* ]]
    run sozialraum -C "$project" areas --level bezirk -o "$out/areas.gpkg"
    [ "$status" -eq 1 ]
    run sozialraum -C "$project" areas -o "$out/nowhere/areas.gpkg"
    [ "$status" -eq 3 ]
    [ -z "$(ls -A "$out")" ]
}

@test "an overlap is an error with both Gemeinden, place and size; sliver= mends it" {
    wide='[[8.05,49],[8.2,49],[8.2,49.1],[8.05,49.1],[8.05,49]]'
    put_boundaries "$(gemeinde 07332001 "$square"),$(gemeinde 07332002 "$wide")"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output == *"07332001 Ort 07332001, 07332002 Ort 07332002"* ]]
    [[ $output == *"sliver="* ]]
    put_boundaries "$(gemeinde 07332001 "$square"),$(gemeinde 07332002 "$wide")" 'sliver=9000\n'
    run sozialraum -C "$project" check
    [[ $output != *"07332001 Ort 07332001, 07332002 Ort 07332002"*" sliver="* ]]
}

@test "broken features are told all at once, each with its key" {
    put_boundaries "$(gemeinde 07332001 "$square"),$(gemeinde 07332001 "$east"),$(gemeinde '' "$east"),{\"type\":\"Feature\",\"properties\":{\"ags\":\"07332003\",\"ars\":\"073320000003\",\"name\":\"Leer\"},\"geometry\":null}"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output == *"merge=true"* ]]
    [[ $output == *"Objekt 2"*ags* ]]
    [[ $output == *"07332003"* ]]
    [[ $output == *gemeinden.geojson* ]]
}

@test "a file that is no boundary file is refused, whatever is in it" {
    for text in '' '{' '[' '[[[[' '{"type":"FeatureCollection","features":[1]}' 'ags;name' '[{"type":"Point"}]'; do
        printf '%s' "$text" >"$project/shapes/gemeinden.geojson"
        sed -i '/^checksum=/d' "$project/shapes/gemeinden.ini"
        run sozialraum -C "$project" check
        [ "$status" -eq 1 ]
        [[ $output == *gemeinden.geojson* ]]
    done
}
