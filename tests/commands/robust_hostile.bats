# Files from strangers: each gives a clear finding or a harmless result, never a crash.
load helper

setup() {
    project=$BATS_TEST_TMPDIR/project
    sh "$BATS_TEST_DIRNAME/../faults/project.sh" "$project"
    data=$project/indicators/data
    scheme=$project/shapes/regions/vier-regionen-2010.csv
    indicator=$project/indicators/bevoelkerungsdichte.ini
    sed -i '/^checksum/d' "$project/shapes/gemeinden.ini"
    escape=$(printf '\033')
}

# The exit status is one of the contract's, and the message harmless.
ends_well() {
    [ "$status" -eq 0 ] || [ "$status" -eq 1 ] || [ "$status" -eq 3 ] ||
        { echo "$* ended with $status"; echo "$output"; return 1; }
    [ "$status" -eq 0 ] || [[ $output == *sozialraum:* ]] ||
        { echo "$* said nothing"; return 1; }
    [[ $output != *"$escape"* && $output != *CRITICAL* && $output != *"(null)"* ]] ||
        { echo "$* said:"; echo "$output"; return 1; }
}

refuses_file() {
    run sozialraum -C "$project" check
    ends_well "$1"
    [ "$status" -ne 0 ] || { echo "$1 was accepted"; return 1; }
    [[ $output == *"$2"* ]] || { echo "no word of $2: $output"; return 1; }
}

# A dataset "neu" with one variable, from the given table.
write_dataset() {
    printf '[dataset]\ntitle=Neu\nsource=Amt\nfile=neu.csv\nkey_column=AGS\nperiod=2018\nprotected=false\n\n[variable neu]\ncolumn=Zahl\ntitle=Neu\n' >"$data/neu.ini"
    printf '%b' "$1" >"$data/neu.csv"
}

@test "inputs cut short at every 1 kB (some of them, unless SR_ALL_CUTS is set)" {
    for file in shapes/gemeinden.geojson shapes/gemeinden.ini shapes/regions/vier-regionen-2010.csv \
        indicators/data/gemeindeverzeichnis-2018.csv indicators/data/flaeche.csv \
        indicators/data/flaeche.ini indicators/bevoelkerungsdichte.ini styles/druck.ini \
        styles/palettes.ini sozialraum.ini; do
        cp "$project/$file" "$BATS_TEST_TMPDIR/whole"
        size=$(stat -c %s "$project/$file")
        step=1024
        [ -n "${SR_ALL_CUTS-}" ] || [ "$size" -lt 3072 ] || step=$((size / 3 / 1024 * 1024 + 1024))
        for ((cut = 0; cut < size; cut += step)); do
            head -c "$cut" "$BATS_TEST_TMPDIR/whole" >"$project/$file"
            run sozialraum -C "$project" check
            ends_well "$file cut at $cut"
            [[ $file != shapes/gemeinden.geojson ]] || [ "$status" -ne 0 ]
        done
        cp "$BATS_TEST_TMPDIR/whole" "$project/$file"
    done
    run sozialraum -C "$project" check
    [ "$status" -eq 0 ] || { echo "$output"; return 1; }
}

# A shorter file is never taken for fewer areas: each cut is refused.
@test "boundaries in binary formats cut short (at every 1 kB where SR_ALL_CUTS is set)" {
    cd "$project/shapes"
    for format in "GPKG g.gpkg" "FlatGeobuf g.fgb" "ESRI_Shapefile g.shp"; do
        read -r driver file <<<"$format"
        ogr2ogr -f "${driver/_/ }" "$file" gemeinden.geojson -nlt PROMOTE_TO_MULTI >/dev/null 2>&1
    done
    for file in g.gpkg g.fgb g.shp g.dbf g.shx; do
        sed -i "s/^file=.*/file=$(echo "$file" | sed 's/dbf\|shx/shp/')/" gemeinden.ini
        run sozialraum -C "$project" check
        [ "$status" -eq 0 ] || { echo "$output"; return 1; }
        cp "$file" "$BATS_TEST_TMPDIR/whole"
        size=$(stat -c %s "$file")
        step=1024
        [ -n "${SR_ALL_CUTS-}" ] || step=$((size / 3 + 1))
        for ((cut = 0; cut < size; cut += step)); do
            head -c "$cut" "$BATS_TEST_TMPDIR/whole" >"$file"
            run sozialraum -C "$project" check
            ends_well "$file cut at $cut"
            [ "$status" -ne 0 ] || { echo "$file cut at $cut is accepted"; return 1; }
        done
        cp "$BATS_TEST_TMPDIR/whole" "$file"
    done
}

@test "bytes that are no text, in every kind of file" {
    for file in shapes/gemeinden.geojson shapes/regions/vier-regionen-2010.csv sozialraum.ini \
        indicators/data/flaeche.csv indicators/data/flaeche.ini indicators/bevoelkerungsdichte.ini; do
        cp "$project/$file" "$BATS_TEST_TMPDIR/whole"
        for rubbish in '\0\0\0\0' '\xff\xfe\xff' 'PK\x03\x04' 'SQLite format 3\0' '%%PDF-1.7' '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'; do
            printf "$rubbish" >"$project/$file"
            refuses_file "$file with $rubbish" "$(basename "$file" | cut -d. -f1)"
            [[ $output != *root:* ]]
        done
        cp "$BATS_TEST_TMPDIR/whole" "$project/$file"
    done
}

@test "names from outside never become paths" {
    for name in ../x /etc/passwd a/b .. . '' "$(printf 'a\033[2Jb')" "$(printf '%0300d' 0)"; do
        for command in "map" "table" "indicator show"; do
            run sozialraum -C "$project" $command "$name"
            [ "$status" -eq 1 ] || [ "$status" -eq 2 ]
            [[ $output != *"$escape"* ]]
        done
        run sozialraum -C "$project" map bevoelkerungsdichte --style "$name" -o "$BATS_TEST_TMPDIR/x.pdf"
        [ "$status" -eq 1 ]
        run sozialraum -C "$project" map bevoelkerungsdichte --scheme "$name" -o "$BATS_TEST_TMPDIR/x.pdf"
        [ "$status" -eq 1 ]
        [[ $output != *"$escape"* ]]
        run sozialraum -C "$project" indicator new "$name"
        [ "$status" -eq 2 ] || [ "$status" -eq 3 ] # 300 letters are too many for the disk
    done
    [ ! -e "$project/x.ini" ]
    [ ! -e "$BATS_TEST_TMPDIR/x.pdf" ]
}

@test "paths in settings that lead outside are refused" {
    for change in 's/^scheme=.*/scheme=..\/..\/x/' 's/^styles=.*/styles=..\/x/' 's/^boundaries=.*/boundaries=..\/x/' \
        's/^levels=gemeinde.*/levels=..\/x/'; do
        cp "$project/sozialraum.ini" "$BATS_TEST_TMPDIR/whole"
        sed -i "$change" "$project/sozialraum.ini"
        run sozialraum -C "$project" build
        ends_well "$change"
        [ "$status" -eq 1 ] || { echo "$change accepted"; return 1; }
        cp "$BATS_TEST_TMPDIR/whole" "$project/sozialraum.ini"
    done
    [ ! -e "$project/output" ]
}

# Gives the four regions these names.
name_regions() {
    local code=0
    cp "$BATS_TEST_TMPDIR/whole" "$scheme"
    for name in "$@"; do
        code=$((code + 1))
        name="$name" code=$code perl -i -pe 'BEGIN { ($n = $ENV{name}) =~ s/"/""/g; }
            s/;$ENV{code};[^;\n]*$/;$ENV{code};"$n"/' "$scheme"
    done
}

@test "names with formulas, escapes, markup, 300 letters and right-to-left" {
    cp "$scheme" "$BATS_TEST_TMPDIR/whole"
    long=$(printf 'Ä%.0s' $(seq 300))
    names=("=cmd|' /C calc'!A0" '+1+1' '-2+3' '@SUM(A1)' '<script>alert(1)</script>&amp;' 'a"b' "a'b"
        '%s%n%d' '{area}' "$(printf '\u202eznelbok')" 'אבגד' "$long" "$(printf 'Ort\033[31mrot')" 'x' 'y' 'z')
    for ((i = 0; i < ${#names[@]}; i += 4)); do
        name_regions "${names[@]:i:4}"
        run sozialraum -C "$project" -q build
        ends_well "names $i: ${names[*]:i:4}"
        [ "$status" -eq 0 ] || { [[ ($i = 8 && $output == *60*) || ($i = 12 && $output == *Steuerzeichen*) ]] && continue; echo "$output"; return 1; }
        # No cell of a table begins like a formula, no page or table carries an escape.
        if grep -aq "$escape" "$project/output/tables/values.csv" "$project/output/report.json"; then return 1; fi
        if grep -aqE '(^|,)"?[=+@]|,"?-[^0-9"]' "$project/output/tables/values.csv"; then return 1; fi
        run sozialraum -C "$project" map bevoelkerungsdichte --level region --format svg -o "$BATS_TEST_TMPDIR/m.svg"
        [ "$status" -eq 0 ]
        if grep -q '<script' "$BATS_TEST_TMPDIR/m.svg"; then return 1; fi
        qpdf --check "$project/output/atlas.pdf" >/dev/null
        pdftotext "$project/output/atlas.pdf" "$BATS_TEST_TMPDIR/text"
        if grep -aq "$escape" "$BATS_TEST_TMPDIR/text"; then return 1; fi
    done
}

@test "numbers no office has: 1e308, NaN, infinity, negative counts, 400 digits" {
    digits=$(printf '9%.0s' $(seq 400))
    for number in 1e308 -1e308 NaN inf -5 "$digits" 0x10 1e 1,2,3 '=1+1' "$(printf '1\033[2J')"; do
        write_dataset "AGS;Zahl\n07332002;$number\n07332025;1\n"
        run sozialraum -C "$project" check
        ends_well "number $number"
        sed 's/^numerator=.*/numerator=neu/; s/^title=.*/title=Neu/' "$indicator" >"$project/indicators/neu.ini"
        run sozialraum -C "$project" -q build
        ends_well "build of $number"
        rm "$project/indicators/neu.ini"
    done
}

@test "expressions that want more than figures are refused" {
    for expression in "load_extension('x')" "readfile('/etc/passwd')" "(SELECT 1)" "einwohner; DROP TABLE value" \
        "randomblob(1000000000)" "zeroblob(1e9)" "einwohner /* x" "'a' || 'b'" "$(printf '(%.0s' $(seq 2000))1"; do
        expression="$expression" perl -i -pe 's/^numerator=.*/numerator=$ENV{expression}/' "$indicator"
        run sozialraum -C "$project" -q build
        [ "$status" -eq 1 ] || { echo "$expression: $status $output"; return 1; }
    done
}

@test "boundaries from elsewhere, and files that are none, are not opened" {
    mkfifo "$BATS_TEST_TMPDIR/pipe.geojson"
    for file in /vsicurl/http://localhost/x.geojson http://localhost/x.geojson /dev/zero "$BATS_TEST_TMPDIR/pipe.geojson" \
        /vsizip/x.zip/x.shp "PG:dbname=x" . ; do
        file="$file" perl -i -pe 's/^file=.*/file=$ENV{file}/' "$project/shapes/gemeinden.ini"
        run timeout 20 "$SOZIALRAUM" -C "$project" check
        [ "$status" -eq 1 ] || { echo "$file: $status $output"; return 1; }
    done
    printf '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>' \
        >"$project/shapes/x.vrt"
    sed -i 's/^file=.*/file=x.vrt/' "$project/shapes/gemeinden.ini"
    refuses_file vrt x.vrt
}

@test "files of figures that are pipes, devices or folders do not hang the program" {
    mkfifo "$BATS_TEST_TMPDIR/pipe"
    for file in "$BATS_TEST_TMPDIR/pipe" /dev/zero /dev/stdin "$BATS_TEST_TMPDIR"; do
        write_dataset 'AGS;Zahl\n07332002;1\n'
        file="$file" perl -i -pe 's/^file=.*/file=$ENV{file}/' "$data/neu.ini"
        run timeout 20 "$SOZIALRAUM" -C "$project" check
        [ "$status" -eq 1 ] || { echo "$file: $status $output"; return 1; }
    done
}

@test "settings and schemes beyond their limit, or pipes, are refused by name" {
    for file in sozialraum.ini shapes/gemeinden.ini styles/druck.ini shapes/regions/vier-regionen-2010.csv; do
        cp "$project/$file" "$BATS_TEST_TMPDIR/good"
        truncate -s 100M "$project/$file"
        run timeout 20 env LANGUAGE=de "$SOZIALRAUM" -C "$project" check
        [ "$status" -eq 1 ]
        [[ $output == *"$(basename "$file")"*größer* ]]
        rm "$project/$file"
        mkfifo "$project/$file"
        run timeout 20 env LANGUAGE=de "$SOZIALRAUM" -C "$project" check
        [ "$status" -eq 1 ]
        rm "$project/$file"
        cp "$BATS_TEST_TMPDIR/good" "$project/$file"
    done
}

@test "a title of 100 000 letters is refused at once, by file and key" {
    long=$(head -c 100000 /dev/zero | tr '\0' A)
    for file in sozialraum.ini styles/atlas/gesamt.ini indicators/bevoelkerungsdichte.ini; do
        cp "$project/$file" "$BATS_TEST_TMPDIR/good"
        printf '/^title=/c\\\ntitle=%s\n' "$long" >"$BATS_TEST_TMPDIR/script"
        sed -i -f "$BATS_TEST_TMPDIR/script" "$project/$file"
        run timeout 10 env LANGUAGE=de "$SOZIALRAUM" -C "$project" check
        [ "$status" -eq 1 ]
        [[ $output == *"$(basename "$file")"*"title: der Text hat 100000 Buchstaben; erlaubt sind höchstens 300"* ]] ||
            { echo "$output" | cut -c1-300; return 1; }
        cp "$BATS_TEST_TMPDIR/good" "$project/$file"
    done
}

@test "what the program keeps is private" {
    umask 022
    sozialraum -C "$project" -q build
    [ "$(stat -c %a "$project/.cache")" = 700 ]
    for file in "$project"/.cache/*; do
        [ $((0$(stat -c %a "$file") & 077)) -eq 0 ] || { echo "$file $(stat -c %a "$file")"; return 1; }
    done
}

@test "names in the boundaries with escapes are refused, other odd ones are drawn" {
    sed -i 's/"name":"Altleiningen"/"name":"Alt\\u001b[31mleiningen"/' "$project/shapes/gemeinden.geojson"
    refuses_file boundaries Steuerzeichen
    sed -i 's/"name":"Alt[^"]*"/"name":"=cmd|<b>\&amp;\\"x"/' "$project/shapes/gemeinden.geojson"
    run sozialraum -C "$project" -q build
    [ "$status" -eq 0 ]
    if grep -qE '(^|,)"?=' "$project/output/tables/values.csv"; then return 1; fi
}

@test "a scheme in the old Windows encoding is refused, not misread" {
    iconv -f UTF-8 -t WINDOWS-1252 "$scheme" >"$BATS_TEST_TMPDIR/old"
    cp "$BATS_TEST_TMPDIR/old" "$scheme"
    refuses_file scheme UTF-8
}

@test "an output that nobody can read is an error" {
    for command in check "check --format json" "list keys" "list indicators" "table bevoelkerungsdichte" --version --help "map --help"; do
        for where in /dev/full closed; do
            status=0
            if [ "$where" = closed ]; then
                sozialraum -C "$project" $command >&- 2>"$BATS_TEST_TMPDIR/said" || status=$?
            else
                sozialraum -C "$project" $command >"$where" 2>"$BATS_TEST_TMPDIR/said" || status=$?
            fi
            [ "$status" -eq 3 ] || { echo "$command to $where: $status"; return 1; }
            grep -q '^sozialraum: die Ausgabe' "$BATS_TEST_TMPDIR/said"
        done
    done
}

@test "a limit of the size of files is told like a full disk" {
    sozialraum -C "$project" -q build
    before=$(cd "$project/output" && find . -type f -exec sha256sum {} + | sort)
    sed -i 's/^title=.*/title=Ein anderer Titel/' "$project/sozialraum.ini"
    run bash -c "ulimit -f 100; LANGUAGE=de '$SOZIALRAUM' -C '$project' -q build"
    [ "$status" -eq 3 ] || { echo "$status $output"; return 1; }
    [ "$(cd "$project/output" && find . -type f -exec sha256sum {} + | sort)" = "$before" ]
    sozialraum -C "$project" -q build
}

@test "a SOURCE_DATE_EPOCH that is no number of seconds is refused" {
    for epoch in '' heute 1e9 99999999999999999999 "${escape}[2J"; do
        SOURCE_DATE_EPOCH=$epoch run sozialraum -C "$project" check
        ends_well "SOURCE_DATE_EPOCH=$epoch"
        [ "$status" -eq 1 ]
        [[ $output == *SOURCE_DATE_EPOCH* ]]
    done
}
