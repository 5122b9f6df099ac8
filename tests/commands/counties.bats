# Suppression and audit of all 24 counties of Rheinland-Pfalz, one after the other: other
# shapes, sizes and numbers of Gemeinden (25 to 234) than the example's, with made-up helps.
# Quick runs take one of them; SR_ALL_COUNTIES=1 (make check-full) takes all and tells the time.
load helper

shared="$BATS_TEST_DIRNAME/../../../shared/data"
counties="07338"
[ -z "${SR_ALL_COUNTIES-}" ] || counties="07131 07132 07133 07134 07135 07137 07138 07140 07141 \
    07143 07231 07232 07233 07235 07331 07332 07333 07334 07335 07336 07337 07338 07339 07340"

setup() {
    [ -e "$shared/vg5000_2021/VG5000_GEM.shp" ] || skip "the nationwide files are not here"
    project=$BATS_TEST_TMPDIR/project
}

# A project of county $1 with the helps of the default plan: totals by Gemeinde, groups by
# Verbandsgemeinde, kinds by county.
make_county() {
    rm -rf "$project"
    copy_project "$project"
    keep_indicators "$project" eckwert hilfen-ambulant hilfen-teilstationaer fremdunterbringung \
        hilfen-27-2 hilfen-28 hilfen-29 hilfen-30 hilfen-31 hilfen-32 hilfen-33 hilfen-34 hilfen-35 \
        hilfen-35a
    rm -r "$project"/shapes/* "$project"/indicators/data/* "$project"/styles/atlas/*
    sed -i 's/^levels=region;kreis/levels=kreis/; s/^levels=verbandsgemeinde;region;kreis/levels=verbandsgemeinde;kreis/' \
        "$project"/indicators/*.ini
    settle_in_county "$1"
    sozialraum -C "$project" -q list areas --format csv >"$BATS_TEST_TMPDIR/areas.csv"
    perl "$BATS_TEST_DIRNAME/county_helps.pl" "$BATS_TEST_TMPDIR/areas.csv" \
        "$shared/gemeindeverzeichnis_2018.csv" >"$project/indicators/data/hilfen.csv"
    {
        cat <<'INI'
[dataset]
title=Hilfen
file=hilfen.csv
kind=table
level=gemeinde
key=ags
key_column=ags
period_column=jahr
day=2018-12-31
source=erfunden
licence=dl-de/zero-2-0
synthetic=true
base=fortschreibung
[format]
encoding=UTF-8
delimiter=;
decimal=,
INI
        head -n 1 "$project/indicators/data/hilfen.csv" | tr ';' '\n' | sed '1,2d' | while read -r name; do
            printf '[variable %s]\ncolumn=%s\ntitle=%s\n' "$name" "$name" "$name"
            case $name in
                bev_*) echo protected=false ;;
                *) echo protected=true ;;
            esac
        done
    } >"$project/indicators/data/hilfen.ini"
    mkdir -p "$project/output/tables"
    echo 'indicator,scheme,level,period,method,class,lower,upper,count,color' >"$project/output/tables/classes.csv"
}

# What the last step took by -v, in milliseconds.
last_ms() {
    awk '/ ms$/ { last = $(NF - 1) } END { print last }' "$1"
}

@test "the default plan of a county is made safe, and proved" {
    for county in $counties; do
        make_county "$county"
        sozialraum -C "$project" -v table -o "$project/output/tables/values.csv" 2>"$BATS_TEST_TMPDIR/protect"
        sozialraum -C "$project" -v audit 2>"$BATS_TEST_TMPDIR/audit" >"$BATS_TEST_TMPDIR/proved"
        hidden=$(grep -c ',suppressed,' "$project/output/tables/values.csv")
        shown=$(grep -c ',ok,' "$project/output/tables/values.csv")
        echo "# $county: $(grep -c '^eckwert,,gemeinde,.*,2018,' "$project/output/tables/values.csv") areas," \
            "$hidden values hidden, $shown shown, protect $(last_ms "$BATS_TEST_TMPDIR/protect") ms," \
            "audit $(last_ms "$BATS_TEST_TMPDIR/audit") ms" >&3
        [ "$hidden" -gt 0 ]
        [ "$shown" -gt "$hidden" ]
        # What is hidden is small, or stands for something small: nothing small is shown.
        run awk -F, '$17 == "ok" && $7 > 0 && $7 < 3' "$project/output/tables/values.csv"
        [ -z "$output" ]
    done
}
