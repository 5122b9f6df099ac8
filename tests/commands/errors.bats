# Each mistake a person can make: exit status, file, line or place, and nothing written.
load helper

refuses() {
    local status_wanted=$1
    run sozialraum -C "$project" build
    [ "$status" -eq "$status_wanted" ]
    [ ! -e "$project/output" ]
    [ ! -e "$project/output.new" ]
}

says() {
    [[ $output == *"$1"* ]] || { echo "missing: $1"; echo "$output"; return 1; }
}

@test "a boundary file that is not there" {
    rm "$project/shapes/gemeinden.geojson"
    refuses 1
    says gemeinden.ini
    says gemeinden.geojson
}

@test "another boundary file than its checksum says" {
    echo >> "$project/shapes/gemeinden.geojson"
    refuses 1
    says "sha256:"
}

@test "a Gemeinde missing from the scheme" {
    sed -i '/^07332025;/d' "$project/shapes/regions/vier-regionen-2010.csv"
    refuses 1
    says vier-regionen-2010.csv
    says Haßloch
}

@test "a Gemeinde twice in the scheme" {
    grep '^07332025;' "$project/shapes/regions/vier-regionen-2010.csv" > "$BATS_TEST_TMPDIR/row"
    cat "$BATS_TEST_TMPDIR/row" >> "$project/shapes/regions/vier-regionen-2010.csv"
    refuses 1
    says Haßloch
    says "Zeile 50"
}

@test "an unknown Gemeinde in the scheme" {
    echo "07332999;Nirgendwo;;;1;Region 1" >> "$project/shapes/regions/vier-regionen-2010.csv"
    refuses 1
    says 07332999
}

@test "the same AGS twice in the boundaries" {
    sed -i 's/"ags":"07332002"/"ags":"07332001"/; ' "$project/shapes/gemeinden.geojson"
    sed -i '/^checksum/d' "$project/shapes/gemeinden.ini"
    refuses 1
    says 07332001
}

@test "a table without its key column" {
    sed -i '1s/^[^;]*;/schluessel;/' "$project/indicators/data/flaeche.csv"
    refuses 1
    says flaeche
}

@test "text where a number should be" {
    sed -i '3s/;[0-9][^;]*$/;viel/' "$project/indicators/data/flaeche.csv"
    refuses 1
    says flaeche.csv
    says viel
}

@test "an unknown key in an indicator names the nearest" {
    sed -i 's/^numerator=/nummerator=/' "$project/indicators/eckwert.ini"
    refuses 1
    says eckwert.ini
    says numerator
}

@test "a doubled key" {
    sed -i 's/^per=1000/per=1000\nper=100/' "$project/indicators/eckwert.ini"
    refuses 1
    says eckwert.ini
    says per
}

@test "an unknown variable" {
    sed -i 's/^denominator=bev_u21/denominator=bev_u2l/' "$project/indicators/eckwert.ini"
    refuses 1
    says bev_u2l
    says "Zeile $(grep -n '^denominator=' "$project/indicators/eckwert.ini" | cut -d: -f1)"
}

@test "an unknown region scheme names those there are" {
    run sozialraum -C "$project" regions vier-regionen-2011
    [ "$status" -eq 1 ]
    says "„vier-regionen-2010“"
    run sozialraum -C "$project" regions ../regions/vier-regionen-2010
    [ "$status" -eq 1 ]
    says "„vier-regionen-2010“"
}

@test "a font that is not there" {
    SOZIALRAUM_FONTS=$BATS_TEST_TMPDIR refuses 1
    says fonts-roboto-unhinted
}

@test "an output folder that cannot be written" {
    chmod a-w "$project"
    run bound_by_rights "$SOZIALRAUM" -C "$project" build
    chmod u+w "$project"
    [ "$status" -eq 3 ]
    [ ! -e "$project/output" ]
}

@test "an output folder that is a file" {
    keep_indicators "$project" eckwert
    sed -i 's/^atlases=.*//' "$project/sozialraum.ini"
    : > "$project/output.new"
    chattr +i "$project/output.new" 2>/dev/null || skip "no immutable files here"
    run sozialraum -C "$project" build
    chattr -i "$project/output.new"
    [ "$status" -eq 3 ]
}

@test "real protected figures that others may read are refused in a plain sentence" {
    sed -i 's/^synthetic=true/synthetic=false/' "$project/indicators/data/beispiel-hilfen.ini"
    chmod 644 "$project"/indicators/data/beispiel/*.csv
    refuses 1
    says "chmod 600"
}

@test "no project folder" {
    run sozialraum -C "$BATS_TEST_TMPDIR" build
    [ "$status" -eq 1 ]
    says sozialraum.ini
}

@test "all findings at once" {
    rm -r "$project/.cache"
    sed -i 's/^numerator=/nummerator=/' "$project/indicators/eckwert.ini"
    sed -i 's/^kind=/kindd=/' "$project/indicators/kinderarmut.ini"
    sed -i '/^07332025;/d' "$project/shapes/regions/vier-regionen-2010.csv"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    says eckwert.ini
    says kinderarmut.ini
    says Haßloch
    [ ! -e "$project/.cache" ]
}

@test "usage" {
    run sozialraum
    [ "$status" -eq 2 ]
    run sozialraum biuld
    [ "$status" -eq 2 ]
    says build
    run sozialraum -C "$project" map
    [ "$status" -eq 2 ]
    run sozialraum -C "$project" map --format gif eckwert
    [ "$status" -eq 2 ]
    run sozialraum -C "$project" map eckwrt
    [ "$status" -eq 1 ]
    says eckwert
    run sozialraum -C "$project" map --level bundesland eckwert
    [ "$status" -eq 1 ]
    says region
}

@test "what would be made twice, or under the name of another table" {
    sed -i 's/^styles=.*/styles=druck;graustufen;druck/; s/^region=/value=/; s/^\[level region\]/[level value]/' "$project/sozialraum.ini"
    refuses 1
    says "sozialraum.ini"
    says "„druck“ steht zweimal da"
    says "eine Ebene kann nicht „value“ heißen"
}

@test "two indicators that would be one table of the database" {
    sed 's/^title=.*/title=Doppelt/' "$project/indicators/anteil-u18.ini" > "$project/indicators/anteil_u18.ini"
    refuses 1
    says "anteil_u18.ini"
    says "„anteil-u18“ und „anteil_u18“"
}

@test "a full disk behind standard output" {
    [ -w /dev/full ] || skip "no /dev/full here"
    run bash -c '"$SOZIALRAUM" --version > /dev/full'
    [ "$status" -eq 3 ]
    run bash -c '"$SOZIALRAUM" -C "$1" list indicators > /dev/full' - "$project"
    [ "$status" -eq 3 ]
}

@test "what is no file is never replaced by one" {
    keep_indicators "$project" anteil-u18
    for name in x.csv x.xlsx x.pdf x.png x.gpkg x.geojson x.topojson; do
        case $name in
        *.csv | *.xlsx) command=table ;;
        *.pdf | *.png) command=map ;;
        *) command=areas ;;
        esac
        [ "$command" = areas ] && what="--level region" || what=anteil-u18
        ln -s /dev/null "$BATS_TEST_TMPDIR/$name"
        run sozialraum -C "$project" -q $command $what -o "$BATS_TEST_TMPDIR/$name"
        echo "$name: $status $output"
        [ "$status" -eq 3 ]
        says "$name"
        [ -L "$BATS_TEST_TMPDIR/$name" ]
        [ -z "$(find "$BATS_TEST_TMPDIR" -maxdepth 1 -name '*.new' -o -maxdepth 1 -name '.neu*')" ]
    done
}
