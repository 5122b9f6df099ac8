# [disclosure] of sozialraum.ini, and what is known of counts whatever is published.
load helper

setup() {
    project=$BATS_TEST_TMPDIR/project
    copy_project "$project"
}

# indicator ID NUMERATOR LEVELS: a rate like the others.
indicator() {
    sed "s/^numerator=.*/numerator=$2/; s/^title=.*/title=$1/; s/^title\[en\]=.*/title[en]=$1/; s/^levels=.*/levels=$3/" \
        "$project/indicators/hilfen-31.ini" >"$project/indicators/$1.ini"
}

# counted LEVEL ROWS…: a protected count of one level.
counted() {
    local level=$1
    shift
    { echo 'key;betreute'; printf '%s\n' "$@"; } >"$project/indicators/data/betreute-$level.csv"
    cat >"$project/indicators/data/betreute-$level.ini" <<INI
[dataset]
title=Betreute
file=betreute-$level.csv
kind=table
level=$level
key=ags
key_column=key
period=2018
day=2018-12-31
source=erfunden
licence=dl-de/zero-2-0
protected=true
synthetic=true
[format]
encoding=UTF-8
delimiter=;
[variable betreute]
column=betreute
title=Betreute
INI
}

disclosure() {
    printf '\n[disclosure]\n%s\n' "$1" >>"$project/sozialraum.ini"
}

values() {
    sozialraum -C "$project" -q table "$@" -o "$BATS_TEST_TMPDIR/values.csv"
}

@test "stocks and what ended add up to the cases: suppression knows it as the audit does" {
    indicator bestand hilfen_32_bestand 'region;kreis'
    indicator beendet hilfen_32_beendet 'region;kreis'
    mkdir -p "$project/output/tables"
    echo 'indicator,scheme,level,period,method,class,lower,upper,count,color' >"$project/output/tables/classes.csv"
    sozialraum -C "$project" -q table -o "$project/output/tables/values.csv"
    grep -q '^beendet,.*,suppressed,' "$project/output/tables/values.csv"
    run sozialraum -C "$project" audit
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "the stock of the year before is hidden where last year's stock is, of a sex and an age too" {
    keep_indicators "$project" hilfen-31
    for band in '' _m_u6; do
        indicator "stock$band" "hilfen_32_bestand$band" 'region;kreis'
        indicator "before$band" "hilfen_32_bestand_vorjahr$band" 'verbandsgemeinde;region;kreis'
    done
    mkdir -p "$project/output/tables"
    echo 'indicator,scheme,level,period,method,class,lower,upper,count,color' >"$project/output/tables/classes.csv"
    # What is hidden of the Gemeinden stands or falls by last year's sums of them.
    indicator inmates hilfen_33_bestand 'gemeinde;verbandsgemeinde'
    indicator earlier hilfen_33_bestand_vorjahr 'verbandsgemeinde;region'
    sozialraum -C "$project" -q table -o "$project/output/tables/values.csv"
    # One count by two names: nobody reads in one table what the other hides.
    awk -F, '$1 ~ /^stock/ && $6 < 2018 { sub("stock", "", $1); key = $1 "," $3 "," $4; then[key "," $6 + 1] = $17; many[key "," $6 + 1] = $7 }
        $1 ~ /^before/ { sub("before", "", $1); key = $1 "," $3 "," $4 "," $6; now[key] = $17; few[key] = $7 }
        END { for (key in now) if (key in then) {
                  pairs++
                  if (now[key] != then[key] || many[key] != few[key]) { print "apart: " key " " now[key] " " then[key]; bad++ }
                  hidden += now[key] == "suppressed"
              }
              print pairs " pairs, " hidden " hidden"; exit bad > 0 || hidden == 0 || hidden == pairs }' \
        "$project/output/tables/values.csv"
    run sozialraum -C "$project" audit
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "a higher minimum of the project holds for every protected count" {
    disclosure 'minimum=8'
    values
    grep -q '^eckwert,.*,suppressed,' "$BATS_TEST_TMPDIR/values.csv"
    run awk -F, '$1 ~ /^(eckwert|hilfen-)/ && $17 == "ok" && $7 > 0 && $7 < 8' "$BATS_TEST_TMPDIR/values.csv"
    [ -z "$output" ]
}

@test "a higher minimum of one count holds for it and not for others" {
    disclosure 'minimums=hilfen_33=9'
    values
    run awk -F, '$1 == "hilfen-33" && $17 == "ok" && $7 > 0 && $7 < 9' "$BATS_TEST_TMPDIR/values.csv"
    [ -z "$output" ]
    run awk -F, '$1 == "eckwert" && $17 == "ok" && $7 > 0 && $7 < 9' "$BATS_TEST_TMPDIR/values.csv"
    [ -n "$output" ]
}

@test "a larger least denominator leaves small municipalities out" {
    disclosure 'denominator=300'
    values
    grep -q '^eckwert,,gemeinde,.*,small_denominator,' "$BATS_TEST_TMPDIR/values.csv"
    run awk -F, '$1 == "eckwert" && $17 == "ok" && $8 < 300' "$BATS_TEST_TMPDIR/values.csv"
    [ -z "$output" ]
}

@test "an indicator may ask for more than the project, not for less" {
    sed -i 's/^minimum=.*/minimum=1/' "$project/indicators/eckwert.ini"
    run sozialraum -C "$project" check
    [ "$status" -eq 0 ]
    [[ $output == *eckwert.ini* ]]
    values
    run awk -F, '$1 == "eckwert" && $17 == "ok" && $7 > 0 && $7 < 3' "$BATS_TEST_TMPDIR/values.csv"
    [ -z "$output" ]
}

@test "thresholds of nought and below, unknown keys and counts are refused with what is near" {
    for wrong in minimum=0 minimum=-3 denominator=0 minimums=hilfen_33=0 minimun=3 minimums=hilfen_333=5; do
        cp sozialraum.ini "$project/sozialraum.ini"
        disclosure "$wrong"
        run sozialraum -C "$project" check
        echo "$wrong: $output"
        [ "$status" -eq 1 ]
        [[ $output == *minimum* || $output == *denominator* ]]
    done
    [[ $output == *hilfen_33* ]]
}

@test "the nearest plan that works is a level of several areas, or a group of kinds" {
    indicator vollzeitpflege hilfen_33 'gemeinde;region;kreis'
    disclosure 'hidden=20'
    run env LANGUAGE=de "$SOZIALRAUM" -C "$project" check
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == *"vollzeitpflege.ini"*"ab der Ebene Regionen"* ]]
    [[ $output == *"hilfen-34.ini"*"von der Gruppe „Fremdunterbringung“"* ]]
    # The county is one area: its map is no plan.
    [[ $output != *"ab der Ebene Landkreis"* ]]
}

@test "the page on secrecy tells what the tables show, and by whose rules" {
    keep_indicators "$project" eckwert hilfen-33 hilfen-34
    disclosure 'minimum=4'
    sozialraum -C "$project" -q table -o "$BATS_TEST_TMPDIR/values.csv"
    LANGUAGE=de "$SOZIALRAUM" -C "$project" -q atlas -o "$BATS_TEST_TMPDIR/a.pdf"
    pdftotext -layout "$BATS_TEST_TMPDIR/a.pdf" "$BATS_TEST_TMPDIR/text"
    tr -s ' \n' ' ' <"$BATS_TEST_TMPDIR/text" | grep -q 'Zahlen von Menschen unter 4 werden deshalb nicht gezeigt'
    for level in 'gemeinde Gemeinden' 'region Regionen'; do
        all=$(awk -F, -v l="${level% *}" '$3 == l && ($17 == "ok" || $17 == "suppressed")' "$BATS_TEST_TMPDIR/values.csv" | wc -l)
        hidden=$(awk -F, -v l="${level% *}" '$3 == l && $17 == "suppressed"' "$BATS_TEST_TMPDIR/values.csv" | wc -l)
        share=$(awk -v h="$hidden" -v a="$all" 'BEGIN { printf "%.1f", 100 * h / a }' | tr . ,)
        echo "$level: $hidden of $all, $share"
        [ "$all" -gt 0 ]
        grep -qE "^ *${level#* } +$all +$share" "$BATS_TEST_TMPDIR/text"
    done
    grep -q ',gemeinde,.*,suppressed,' "$BATS_TEST_TMPDIR/values.csv"
}

@test "protect -v tells of systems and witnesses, never of a figure" {
    run env LANGUAGE=en "$SOZIALRAUM" -C "$project" -v protect
    [ "$status" -eq 0 ]
    [[ $output =~ [0-9]+\ cells\ in\ [0-9]+\ systems\;\ [0-9]+\ whole\ tables ]]
}

@test "a total from outside that its parts do not add up to is not published, and told" {
    sozialraum -C "$project" -q list areas --format csv >"$BATS_TEST_TMPDIR/areas.csv"
    mapfile -t rows < <(awk -F, '$2 == "gemeinde" { print $3 ";10" }' "$BATS_TEST_TMPDIR/areas.csv")
    counted gemeinde "${rows[@]}"
    counted kreis '07332;500'
    indicator betreute betreute 'gemeinde;region;kreis'
    run sozialraum -C "$project" check
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == *"Landkreis Bad Dürkheim: die Zahl des Gebiets selbst ist nicht die Summe seiner Teile"* ]]
    values betreute
    grep -q '^betreute,,kreis,.*,suppressed,' "$BATS_TEST_TMPDIR/values.csv"
    ! grep -q ',500,' "$BATS_TEST_TMPDIR/values.csv"
    counted kreis '07332;480'
    values betreute
    grep -q '^betreute,,kreis,.*,480,.*,ok,' "$BATS_TEST_TMPDIR/values.csv"
}

@test "an indicator of public people over a protected count inherits its protection" {
    indicator kinder-je-hilfe bev_u18 'gemeinde;region;kreis'
    sed -i 's/^denominator=.*/denominator=hilfen_33/; s/^kind=.*/kind=ratio/; s/^interval=.*/interval=none/; s/^per=.*/per=1/; /^\[disclosure\]/,/^$/d' \
        "$project/indicators/kinder-je-hilfe.ini"
    values kinder-je-hilfe
    grep -q '^kinder-je-hilfe,,gemeinde,.*,suppressed,' "$BATS_TEST_TMPDIR/values.csv"
    run awk -F, '$17 == "ok" && $8 > 0 && $8 < 3' "$BATS_TEST_TMPDIR/values.csv"
    [ -z "$output" ]
}
