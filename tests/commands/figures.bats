# New files of figures: inspect, what is wrong with them, and where a value came from.
load helper

setup() {
    project=$BATS_TEST_TMPDIR/project
    copy_project "$project"
    keep_indicators "$project" bevoelkerung eckwert bevoelkerungsdichte
    data=$project/indicators/data
}

files() { echo "$BATS_TEST_DIRNAME/../data/files"; }

# A dataset "neu" with the given table and further lines of the definition.
write_dataset() {
    printf '[dataset]\ntitle=Neu\nsource=Amt\nfile=neu.csv\nkey_column=AGS\nperiod=2018\nprotected=false\n%b' "$2" >"$data/neu.ini"
    printf '%b' "$1" >"$data/neu.csv"
}

@test "inspect proposes a definition that check accepts once it is filled in" {
    cp "$(files)/ba_arbeitslose.xlsx" "$data/neu.xlsx"
    sozialraum -C "$project" inspect "$data/neu.xlsx" >"$data/neu.ini" 2>/dev/null
    output=$(cat "$data/neu.ini")
    [[ $output == *"file=neu.xlsx"* ]]
    [[ $output == *"suppressed=*"* ]]
    sed 's/^title=$/title=Neu/; s/^source=$/source=Amt/; s/^kind=table$/kind=table\nprotected=false/' \
        <<<"$output" >"$data/neu.ini"
    run sozialraum -C "$project" check
    [ "$status" -eq 0 ]
    run sozialraum -C "$project" list variables --format csv
    [[ $output == *arbeitslose_insgesamt* ]]
}

@test "inspect takes one file, and says what it cannot read" {
    run sozialraum -C "$project" inspect
    [ "$status" -eq 2 ]
    printf 'a;b\n1;2\n' >"$BATS_TEST_TMPDIR/falsch.xlsx"
    run sozialraum -C "$project" inspect "$BATS_TEST_TMPDIR/falsch.xlsx"
    [ "$status" -eq 1 ]
    [[ $output == *falsch.xlsx* ]]
    run sozialraum -C "$project" inspect "$BATS_TEST_TMPDIR/nirgends.csv"
    [ "$status" -eq 1 ]
}

@test "all mistakes of all files come at once, with row and place" {
    write_dataset 'AGS;Zahl\n07332002;viele\n07332025;1\n07332999;2\n' '[variable neu]\ncolumn=Zahl\ntitle=Neu\n'
    printf 'AGS;Zahl\n07332002;-5\n' >"$data/zwei.csv"
    sed 's/neu/zwei/g' "$data/neu.ini" >"$data/zwei.ini"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output == *neu.csv*viele* ]]
    [[ $output == *07332999* ]]
    [[ $output == *zwei.csv* ]]
    [ ! -e "$project/.cache" ]
}

@test "more of the same is counted" {
    {
        printf 'AGS;Zahl\n'
        cut -d';' -f1 "$project/shapes/regions/vier-regionen-2010.csv" | sed '1d; s/$/;viele/'
    } >"$BATS_TEST_TMPDIR/tabelle"
    write_dataset "$(sed 's/$/\\n/' "$BATS_TEST_TMPDIR/tabelle" | tr -d '\n')" '[variable neu]\ncolumn=Zahl\ntitle=Neu\n'
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output == *38* ]]
}

@test "real protected figures that others may read are refused" {
    write_dataset 'AGS;Zahl\n07332002;5\n' '[variable neu]\ncolumn=Zahl\ntitle=Neu\n'
    sed -i 's/^protected=false/protected=true/' "$data/neu.ini"
    chmod 644 "$data/neu.csv"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output == *"chmod 600"* ]]
}

@test "real protected figures under version control are refused" {
    write_dataset 'AGS;Zahl\n07332002;5\n' '[variable neu]\ncolumn=Zahl\ntitle=Neu\n'
    sed -i 's/^protected=false/protected=true/' "$data/neu.ini"
    chmod 600 "$data/neu.csv"
    git -C "$project" init -q
    git -C "$project" add "$data/neu.csv"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output == *"git rm --cached"* ]]
}

@test "a register's mistakes name the row and never the content" {
    sed -i '2s/.*/"GEHEIM";"07332007";"1995-04";"m";"13";"nein";"31.02.2007";"";"";"";"";"";"nein";"";"nein";""/' \
        "$data/beispiel/hilfen.csv"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output == *hilfen.csv* ]]
    [[ $output != *GEHEIM* ]]
}

@test "indicator show --area prints the cells" {
    run sozialraum -C "$project" indicator show bevoelkerungsdichte --area Hassloch --period 2018
    [ "$status" -eq 0 ]
    [[ $output == *gemeindeverzeichnis-2018.csv*20326* || $output == *bevoelkerung-alter.csv* ]]
    [[ $output == *flaeche.csv*39.95* ]]
    run sozialraum -C "$project" indicator show eckwert --area 07332025
    [[ $output == *hilfen.csv*sha256* ]]
    run sozialraum -C "$project" indicator show eckwert --area Hasloch
    [ "$status" -eq 1 ]
    [[ $output == *Haßloch* ]]
}

@test "the store holds no row of the register" {
    sozialraum -C "$project" -q table eckwert -o "$BATS_TEST_TMPDIR/t.csv"
    id=$(sed -n '2s/^"\([^"]*\)".*/\1/p' "$data/beispiel/hilfen.csv")
    [ -n "$id" ]
    run grep -c "$id" "$project/.cache/store.sqlite"
    [ "$output" = 0 ]
}

@test "every map and sheet that divides by people names whose count of them it is" {
    keep=$BATS_TEST_TMPDIR/maps
    mkdir "$keep"
    sozialraum -C "$project" -q map bevoelkerung eckwert bevoelkerungsdichte -o "$keep"
    pdftotext "$keep"/eckwert.gemeinde*.pdf - | grep -q 'Bevölkerung: Fortschreibung (31.12.)'
    # The area is no population, and a count divides by nothing.
    run grep -l 'Fortschreibung (31.12.)' <(pdftotext "$(echo "$keep"/bevoelkerungsdichte.gemeinde*.pdf)" -)
    [ "$status" -eq 1 ]
    sozialraum -C "$project" -q table eckwert --format xlsx -o "$keep/t.xlsx"
    unzip -p "$keep/t.xlsx" 'xl/*.xml' | grep -q 'Bevölkerung: Fortschreibung (31.12.)'
}

@test "a denominator of another base than sozialraum.ini says is refused" {
    sed -i '/^\[population\]/,/^$/s/^base=.*/base=melderegister/' "$project/sozialraum.ini"
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output == *eckwert.ini* ]]
    [[ $output == *"in sozialraum.ini steht melderegister"* ]]
}

@test "a mistake in a file of figures is no mistake of the style" {
    write_dataset 'AGS;Zahl\n07332002;viele\n' '[variable neu]\ncolumn=Zahl\ntitle=Neu\n'
    run sozialraum -C "$project" check
    [ "$status" -eq 1 ]
    [[ $output != *druck.ini* ]]
}

@test "counts of a register can be asked for by sex and age, in each of their measures" {
    printf '[indicator]\ntitle=Neu\nchapter=hilfen\nkind=count\nlevels=kreis\nreading=In {area} {value}\nnumerator=%s\n' \
        'hilfen_34_m + hilfen_34_bestand_14_17 + hilfen_34_begonnen_w_u18 + hilfen_34_21plus + verfahren_8a_akut_u6' \
        >"$project/indicators/neu.ini"
    run sozialraum -C "$project" check
    [ "$status" -eq 0 ]
}

@test "an English project names the counts of a register in English" {
    run env LANGUAGE=en "$SOZIALRAUM" -C "$project" list variables --format csv
    [[ $output == *"Residential care (§ 34): begun in the year"* ]]
    [[ $output == *"Taken into care (§ 42)"* ]]
    run sozialraum -C "$project" list variables --format csv
    [[ $output == *"Heimerziehung (§ 34): im Jahr begonnen"* ]]
}

@test "indicator show names the sheet of a workbook, the file of a survey, the cells of a sum" {
    cp "$(files)/ba_arbeitslose.xlsx" "$data/neu.xlsx"
    cat >"$data/neu.ini" <<'INI'
[dataset]
title=Neu
source=Amt
file=neu.xlsx
key_column=Schlüssel
period=2018
protected=false
[signs]
suppressed=*
nothing=-
[variable neu]
column=Arbeitslose / insgesamt
title=Neu
INI
    printf '[indicator]\ntitle=Neu\nchapter=demografie\nkind=count\nreading=In {area} {value}\nnumerator=neu\n' \
        >"$project/indicators/neu.ini"
    sed 's/numerator=neu/numerator=verfahren_8a/; s/chapter=demografie/chapter=hilfen/' "$project/indicators/neu.ini" \
        >"$project/indicators/neu-8a.ini"
    run sozialraum -C "$project" indicator show neu --area 07332002
    [[ $output == *"neu.xlsx, Blatt Tabelle 1, Zeile 6, sha256 $(sha256sum "$data/neu.xlsx" | cut -c1-12)"*": 411"* ]]
    run sozialraum -C "$project" indicator show neu-8a --area 07332 --period 2018
    [[ $output == *"verfahren-8a.csv, sha256 $(sha256sum "$data/beispiel/verfahren-8a.csv" | cut -c1-12)"* ]]
    [[ $output != *hilfen.csv* ]]
    run sozialraum -C "$project" indicator show bevoelkerung --area "VG Deidesheim" --period 2018
    [ "$(grep -c 'gemeindeverzeichnis-2018.csv, Zeile' <<<"$output")" -eq 5 ]
    [[ $output == *"Forst an der Weinstraße"*": 773"* ]]
}
