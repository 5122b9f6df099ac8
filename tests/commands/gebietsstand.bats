# Figures of one day's areas on the boundaries of another (shapes/changes.csv, areas_day=).
load helper

# Haßloch had another key until 2015; Altdorf went to Haßloch (40 %) and Meckenheim in 2014.
setup() {
    project=$BATS_TEST_TMPDIR/project
    copy_project "$project"
    keep_indicators "$project" bevoelkerung eckwert bevoelkerungsdichte
    data=$project/indicators/data
    cat >"$project/shapes/changes.csv" <<'END'
old_key;new_key;day;share;old_name
07332060;07332061;2014-06-07;0,4;Altdorf
07332060;07332035;2014-06-07;0,6;Altdorf
07332061;07332061;2014-06-07;1;
07332035;07332035;2014-06-07;1;
07332061;07332025;2015-01-01;1;Haßloch
END
    cat >"$data/alt.ini" <<'END'
[dataset]
title=Alt
source=Amt
file=alt.csv
key_column=AGS
period=2013
areas_day=2013-12-31
protected=false

[variable schafe]
column=Schafe
title=Schafe
unit=Tiere
END
    sed "1d" "$project/shapes/regions/vier-regionen-2010.csv" | cut -d';' -f1 |
        sed 's/^07332025$/07332061/; s/$/;10/' >"$BATS_TEST_TMPDIR/rows"
    { echo 'AGS;Schafe'; cat "$BATS_TEST_TMPDIR/rows"; echo '7332060;5'; echo 'Insgesamt;485'; } >"$data/alt.csv"
    cat >"$project/indicators/schafe.ini" <<'END'
[indicator]
title=Schafe
chapter=demografie
numerator=schafe
kind=count
polarity=neutral
END
}

@test "old keys are taken to the boundaries, split ones by share and marked as estimated" {
    run sozialraum -C "$project" check
    [ "$status" -eq 0 ]
    [[ $output == *"anteilig übernommen"*"Haßloch, Meckenheim"* ]]
    run sozialraum -C "$project" table schafe --format csv
    [ "$status" -eq 0 ]
    [[ $output == *"schafe,,gemeinde,07332025,Haßloch,2013,12,"*",ok,estimated"* ]]
    [[ $output == *"schafe,,gemeinde,07332035,Meckenheim,2013,13,"*",ok,estimated"* ]]
    [[ $output == *"schafe,,gemeinde,07332001,Altleiningen,2013,10,"* ]]
    # nothing is lost: 48 times 10 and the 5 of Altdorf; the total agrees, without a warning
    [[ $output == *"schafe,,kreis,07332,Landkreis Bad Dürkheim,2013,485,"* ]]
}

@test "without areas_day the report says what became of an old key" {
    sed -i '/^areas_day/d' "$data/alt.ini"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output == *"7332060"*"2014-06-07"*"areas_day"* ]]
    [[ $output == *"07332061"*"2015-01-01"*"07332025"* ]]
    # what is wrong with the figures is not told again of the style
    [[ $output != *druck.ini* ]]
}

@test "a table of changes with holes is refused, with its row" {
    sed -i 's/;0,4;/;0,3;/' "$project/shapes/changes.csv"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output == *changes.csv* ]]
    [[ $output == *"Zeile 3, 07332060"*"0.9"* ]]
}

@test "means are not added up, and a missing table of changes is told" {
    sed -i 's/^unit=Tiere/unit=Jahre\nadditive=false/' "$data/alt.ini"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output == *additive* ]]
    rm "$project/shapes/changes.csv"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output == *changes.csv* ]]
}
