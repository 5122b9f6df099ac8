# The main job on the real county.
load helper

# The twelve of the first edition: every chapter, every kind of figure.
export quick="bevoelkerung bevoelkerungsdichte siedlungsanteil anteil-u18 bevoelkerung-veraenderung
    jugendquotient sgb2-quote kinderarmut betreuungsquote-u3 eckwert fremdunterbringung kosten-u21"

setup_file() {
    export built=$BATS_FILE_TMPDIR/built
    copy_project "$built"
    keep_indicators "$built" $quick
    sozialraum -C "$built" -q build
}

setup() { :; }

sql() {
    sqlite3 -cmd "SELECT load_extension('mod_spatialite')" "$built/output/sozialraum.sqlite" "$1" | tail -n +2
}

@test "areas of the default scheme: 48, 9, 4, 1" {
    run sql "SELECT level, count(*) FROM area WHERE scheme IN ('', 'vier-regionen-2010')
             GROUP BY level ORDER BY count(*) DESC"
    [ "$output" = "gemeinde|48
verbandsgemeinde|9
region|4
kreis|1" ]
}

@test "no printed value contradicts its class" {
    run perl "$BATS_TEST_DIRNAME/classes.pl" "$built/indicators" "$built/output/tables/values.csv" \
        "$built/output/tables/classes.csv"
    echo "$output"
    [ "$status" -eq 0 ]
    # Of each indicator, so the bounds were found and looked at.
    [ "$(cut -d, -f1 "$built/output/tables/classes.csv" | sort -u | wc -l)" -ge 10 ]
    # The test can fail: a class that is taken from another value is seen.
    awk -F, -v OFS=, 'NR > 1 && $15 == 1 { $15 = 2 } { print }' "$built/output/tables/values.csv" \
        > "$BATS_TEST_TMPDIR/values.csv"
    run perl "$BATS_TEST_DIRNAME/classes.pl" "$built/indicators" "$BATS_TEST_TMPDIR/values.csv" \
        "$built/output/tables/classes.csv"
    [ "$status" -ne 0 ]
}

@test "members and people of the regions" {
    run sql "SELECT a.code, a.n_gemeinden, CAST(v.value AS INTEGER) FROM area a
             JOIN value v ON v.area = a.code AND v.level = a.level AND v.scheme = a.scheme
             WHERE a.level = 'region' AND a.scheme = 'vier-regionen-2010'
               AND v.indicator = 'bevoelkerung' AND v.period = '2018' ORDER BY a.code"
    [ "$output" = "1|13|44020
2|22|44329
3|1|20326
4|12|23985" ]
}

@test "geometries are valid and cover the county" {
    run sql "SELECT count(*) FROM area WHERE NOT ST_IsValid(geom) OR ST_SRID(geom) <> 25832"
    [ "$output" = 0 ]
    for level in gemeinde kreis; do
        run sql "SELECT abs(sum(ST_Area(geom)) / 1e6 - 593.57) < 0.05 FROM area WHERE level = '$level'"
        [ "$output" = 1 ]
    done
}

@test "dissolved areas are the GEOS union of their Gemeinden, in every scheme" {
    run sql "SELECT count(*), max(coalesce(ST_Area(ST_SymDifference(a.geom, u.geom)), 0)) < 1e-6,
             max(abs(ST_Area(a.geom) - ST_Area(u.geom))) < 1e-6 FROM area a
             JOIN (SELECT m.scheme, m.level, m.area, ST_Union(g.geom) AS geom FROM member m
                   JOIN area g ON g.level = 'gemeinde' AND g.code = m.gemeinde
                   GROUP BY m.scheme, m.level, m.area) u
             ON u.scheme = a.scheme AND u.level = a.level AND u.area = a.code"
    [ "$output" = "73|1|1" ]
}

@test "beside each map stand its values, rows of values.csv" {
    cd "$built/output"
    for map in maps/*.pdf; do [ -s "${map%.pdf}.csv" ]; done
    [ "$(tail -n +2 maps/eckwert.gemeinde.2018.csv)" = \
      "$(grep '^eckwert,,gemeinde,.*,2018,' tables/values.csv)" ]
    for table in maps/*.csv; do
        refute grep -vxFf tables/values.csv "$table"
    done
    jq -e '[.resources[].path] | index("maps/eckwert.gemeinde.2018.csv")' datapackage.json
}

@test "a map has less than 200 kB" {
    [ "$(ls "$built"/output/maps/*.pdf | wc -l)" -ge 20 ]
    [ -z "$(find "$built/output/maps" -name '*.pdf' -size +199999c)" ]
}

@test "a figure that stands only beside a map is found by the audit" {
    cp -r "$built/output" "$BATS_TEST_TMPDIR/output"
    sed -i 's/^\(eckwert,,gemeinde,[^,]*,[^,]*,2018\),,,,/\1,1,300,3.3,/' "$BATS_TEST_TMPDIR/output/maps/eckwert.gemeinde.2018.csv"
    refute cmp -s "$built/output/maps/eckwert.gemeinde.2018.csv" "$BATS_TEST_TMPDIR/output/maps/eckwert.gemeinde.2018.csv"
    run sozialraum -C "$built" audit "$BATS_TEST_TMPDIR/output"
    [ "$status" -eq 4 ]
    [[ $output == *maps/eckwert.gemeinde.2018.csv* ]]
}

@test "no map is made of one area alone; the report names what has none" {
    cp -r "$built" "$BATS_TEST_TMPDIR/kreis"
    sed -i 's/^levels=gemeinde;region/levels=region;kreis/' "$BATS_TEST_TMPDIR/kreis/sozialraum.ini"
    sed -i 's/^levels=.*/levels=kreis/' "$BATS_TEST_TMPDIR/kreis/indicators/kosten-u21.ini"
    sozialraum -C "$BATS_TEST_TMPDIR/kreis" -q build
    cd "$BATS_TEST_TMPDIR/kreis/output"
    [ -n "$(find maps -name '*.region.*')" ]
    [ -z "$(find maps -name '*.kreis.*')" ]
    [ "$(jq -r '.without_map[]' report.json)" = kosten-u21 ]
}

@test "a second build makes nothing" {
    run sozialraum -C "$built" build
    [ "$status" -eq 0 ]
    [[ $output == *aktuell* ]]
}

@test "an output that was touched is made again" {
    echo x >> "$built/output/tables/values.csv"
    run sozialraum -C "$built" -q build
    [ "$status" -eq 0 ]
    [ "$(tail -c 2 "$built/output/tables/values.csv")" != x ]
}

@test "only what depends on it is made again when one indicator changes" {
    before=$(stat -c %i "$built/output/maps/kinderarmut.gemeinde.2018.pdf")
    other=$(stat -c %i "$built/output/maps/siedlungsanteil.gemeinde.2023.pdf")
    sed -i 's/^title=.*/title=Kinder in Armut/' "$built/indicators/kinderarmut.ini"
    sozialraum -C "$built" -q build
    [ "$(stat -c %i "$built/output/maps/kinderarmut.gemeinde.2018.pdf")" != "$before" ]
    [ "$(stat -c %i "$built/output/maps/siedlungsanteil.gemeinde.2023.pdf")" = "$other" ]
}

@test "two builds in two folders give the same bytes" {
    copy_project "$BATS_TEST_TMPDIR/a"
    copy_project "$BATS_TEST_TMPDIR/b/c"
    keep_indicators "$BATS_TEST_TMPDIR/a" $quick
    keep_indicators "$BATS_TEST_TMPDIR/b/c" $quick
    TZ=Asia/Tokyo LC_ALL=de_DE.UTF-8 sozialraum -C "$BATS_TEST_TMPDIR/a" -q build
    umask 077
    TZ=America/Lima LC_ALL=tr_TR.UTF-8 sozialraum -C "$BATS_TEST_TMPDIR/b/c" -q build
    diff -r "$BATS_TEST_TMPDIR/a/output" "$BATS_TEST_TMPDIR/b/c/output"
}

@test "every PDF is sound, its fonts embedded, its umlauts text" {
    for pdf in "$built/output/atlas.pdf" "$built"/output/maps/eckwert.*.pdf; do
        qpdf --check "$pdf" > "$BATS_TEST_TMPDIR/check" 2>&1
        refute grep -qi warning "$BATS_TEST_TMPDIR/check"
        run pdffonts "$pdf"
        [ -z "$(echo "$output" | tail -n +3 | awk '$(NF-4) == "no"')" ]
        pdftoppm -r 20 -png -f 1 -l 1 "$pdf" "$BATS_TEST_TMPDIR/page" 2> "$BATS_TEST_TMPDIR/warnings"
        [ ! -s "$BATS_TEST_TMPDIR/warnings" ]
    done
    pdftotext "$built/output/atlas.pdf" - | grep -q Haßloch
    pdftotext "$built/output/atlas.pdf" - | grep -q Grünstadt
}

@test "pages with made-up figures say Beispieldaten" {
    pdftotext "$built/output/maps/eckwert.gemeinde.2018.pdf" - | grep -q Beispieldaten
    run pdftotext "$built/output/maps/siedlungsanteil.gemeinde.2023.pdf" -
    [[ $output != *Beispieldaten* ]]
    grep '^eckwert,' "$built/output/tables/values.csv" | grep -qv synthetic && return 1
    true
}

@test "values.csv has its columns and is sorted" {
    head -1 "$built/output/tables/values.csv" | grep -qx \
        'indicator,scheme,level,area,name,period,numerator,denominator,value,lower,upper,benchmark,verdict,rank,class,coverage,status,flags'
    tail -n +2 "$built/output/tables/values.csv" | awk -F, '{ print $1 "," $2 "," $3 "," $4 }' > "$BATS_TEST_TMPDIR/keys"
    LC_ALL=C sort -c "$BATS_TEST_TMPDIR/keys"
}

@test "what a map does not need is not loaded: neither GDAL nor PROJ nor poppler" {
    project=$BATS_TEST_TMPDIR/project
    copy_project "$project"
    needed=$(LC_ALL=C readelf -d "$SOZIALRAUM" | grep NEEDED)
    [[ $needed == *libcairo* ]]
    [[ $needed != *libgdal* && $needed != *libproj* && $needed != *poppler* ]]
    sozialraum -C "$project" -q map bevoelkerung -o "$BATS_TEST_TMPDIR/first.pdf"
    LD_DEBUG=files LD_DEBUG_OUTPUT=$BATS_TEST_TMPDIR/loaded \
        sozialraum -C "$project" -q map bevoelkerung -o "$BATS_TEST_TMPDIR/second.pdf"
    grep -q libcairo "$BATS_TEST_TMPDIR"/loaded.*
    run grep -cE 'lib(gdal|proj|poppler)' "$BATS_TEST_TMPDIR"/loaded.*
    [ "$output" = 0 ]
    cmp "$BATS_TEST_TMPDIR/first.pdf" "$BATS_TEST_TMPDIR/second.pdf"
}

@test "a copy of the areas that was touched, or is of other boundaries, is made anew" {
    project=$BATS_TEST_TMPDIR/project
    copy_project "$project"
    sozialraum -C "$project" -q map bevoelkerung -o "$BATS_TEST_TMPDIR/first.pdf"
    copy=$project/.cache/areas
    cp "$copy" "$BATS_TEST_TMPDIR/whole"
    size=$(stat -c %s "$copy")
    for touch in "truncate -s 0" "truncate -s $((size / 2))" "truncate -s +1" \
        "dd if=/dev/urandom bs=1 count=64 conv=notrunc status=none seek=$((size / 3)) of="; do
        if [[ $touch == *= ]]; then $touch"$copy"; else $touch "$copy"; fi
        sozialraum -C "$project" -q map bevoelkerung -o "$BATS_TEST_TMPDIR/again.pdf"
        cmp "$BATS_TEST_TMPDIR/first.pdf" "$BATS_TEST_TMPDIR/again.pdf"
        cmp "$copy" "$BATS_TEST_TMPDIR/whole"
    done
    sed -i '/^checksum=/d' "$project/shapes/gemeinden.ini"
    sed -i 's/"Altleiningen"/"Altleiningen!"/' "$project/shapes/gemeinden.geojson"
    sozialraum -C "$project" -q map bevoelkerung -o "$BATS_TEST_TMPDIR/other.pdf"
    pdftotext "$BATS_TEST_TMPDIR/other.pdf" - | grep -q 'Altleiningen!'
}

@test "datapackage.json fits its schema, names each table once, and each field of it" {
    package=$built/output/datapackage.json
    schema=$BATS_TEST_DIRNAME/../example/datapackage.schema.json
    /usr/bin/python3 -m jsonschema -i "$package" "$schema"
    for wrong in 'del(.resources[0].schema.fields[3].type)' '.resources[0].path = "../../x.csv"' \
        '.licenses = []' '.resources[2].colour = "red"' 'del(.sources)'; do
        jq "$wrong" "$package" > "$BATS_TEST_TMPDIR/wrong.json"
        run /usr/bin/python3 -m jsonschema -i "$BATS_TEST_TMPDIR/wrong.json" "$schema"
        [ "$status" -ne 0 ]
    done
    [ -z "$(jq -r '.resources[].name' "$package" | sort | uniq -d)" ]
    jq -r '.resources[].path' "$package" | (cd "$built/output" && xargs ls) > "$BATS_TEST_TMPDIR/there"
    for table in values classes; do
        [ "$(jq -r ".resources[] | select(.name == \"$table\") | [.schema.fields[].name] | join(\",\")" "$package")" = \
          "$(head -1 "$built/output/tables/$table.csv")" ]
    done
}
