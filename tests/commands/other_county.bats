# Other counties, from files nobody here has arranged: VG5000 of 2021 and the register of 2018.
# Nothing of the program knows them; the levels are made by keys.
load helper

shared="$BATS_TEST_DIRNAME/../../../shared/data"

setup() {
    [ -e "$shared/vg5000_2021/VG5000_GEM.shp" ] || skip "the nationwide files are not here"
    project=$BATS_TEST_TMPDIR/project
}

# A project of the Gemeinden whose keys begin with $1.
make_county() {
    copy_project "$project"
    keep_indicators "$project" bevoelkerung bevoelkerungsdichte
    rm -r "$project"/shapes/* "$project"/indicators/data/*
    sed -i '/^profile=/d; /^profiles=/d; /^area=/d; /^scatter=/d; /^indicators=/d; /^parts=/d' \
        "$project"/styles/atlas/*.ini
    echo 'profiles=verbandsgemeinde' >>"$project/styles/atlas/gesamt.ini"
    echo 'profile=bevoelkerungsdichte;frauenanteil' >>"$project/styles/atlas/gesamt.ini"
    settle_in_county "$1"
    awk -F';' -v county="$1" 'NR == 1 { print "ags;flaeche_km2;bevoelkerung;maennlich;weiblich" }
        NR > 1 && index($1, county) == 1 {
            print substr($1, 1, 5) substr($1, 10) ";" $2 ";" $3 ";" $4 ";" $5 }' \
        "$shared/gemeindeverzeichnis_2018.csv" >"$project/indicators/data/register.csv"
    cat >"$project/indicators/data/register.ini" <<'INI'
[dataset]
title=Gemeindeverzeichnis
file=register.csv
kind=table
level=gemeinde
key=ags
key_column=ags
period=2018
day=2018-12-31
source=Statistisches Bundesamt (Destatis), Gemeindeverzeichnis
licence=dl-de/by-2-0
protected=false
synthetic=false
base=fortschreibung
[format]
encoding=UTF-8
delimiter=;
decimal=,
[variable flaeche_km2]
column=flaeche_km2
title=Fläche
[variable einwohner]
column=bevoelkerung
title=Bevölkerung
[variable bev]
column=bevoelkerung
title=Bevölkerung
[variable frauen]
column=weiblich
title=Frauen
INI
    cat >"$project/indicators/frauenanteil.ini" <<'INI'
[indicator]
title=Anteil der Frauen
chapter=demografie
numerator=frauen
denominator=bev
per=100
kind=proportion
interval=wilson
unit=%
decimals=1
denominator_text=der Bevölkerung
INI
}

# Builds all, and checks that the atlas is sound, names its county and has so many pages.
build_county() {
    make_county "$1"
    run sozialraum -C "$project" build
    echo "$output"
    [ "$status" -eq 0 ]
    qpdf --check "$project/output/atlas.pdf"
    pdftotext -layout "$project/output/atlas.pdf" "$BATS_TEST_TMPDIR/text"
    grep -q "Kreis $1" "$BATS_TEST_TMPDIR/text"
    refute grep -q "Dürkheim" "$BATS_TEST_TMPDIR/text"
    [ "$(pdfinfo "$project/output/atlas.pdf" | awk '/^Pages/ { print $2 }')" -ge "$2" ]
}

@test "Donnersbergkreis: 81 Gemeinden" {
    build_county 07333 20
    grep -q "Kirchheimbolanden" "$BATS_TEST_TMPDIR/text"
    # Nobody has counted people by age: one sentence says so, not a sign in each row.
    tr -s ' \n' ' ' <"$BATS_TEST_TMPDIR/text" >"$BATS_TEST_TMPDIR/words"
    grep -q "Zahlen der Menschen nach Alter und Geschlecht fehlen" "$BATS_TEST_TMPDIR/words"
    refute grep -Eq "(Albisheim|Alsenz|073335004) .* k\. A\." "$BATS_TEST_TMPDIR/text"
    # The example has no time line: no number of the list stands for one.
    grep -q "5 Lesebeispiel" "$BATS_TEST_TMPDIR/words"
    refute grep -q "6 Lesebeispiel" "$BATS_TEST_TMPDIR/words"
}

@test "Eifelkreis: more than two hundred Gemeinden, all of them named in bars and index" {
    make_county 07232
    sozialraum -C "$project" -q atlas -o "$BATS_TEST_TMPDIR/a.pdf"
    qpdf --check "$BATS_TEST_TMPDIR/a.pdf"
    pdftotext -layout "$BATS_TEST_TMPDIR/a.pdf" "$BATS_TEST_TMPDIR/text"
    [ "$(grep -c "Oberlascheid" "$BATS_TEST_TMPDIR/text")" -ge 4 ]
    sozialraum -C "$project" -q map bevoelkerung -o "$BATS_TEST_TMPDIR/m.pdf"
    [ -s "$BATS_TEST_TMPDIR/m.pdf" ]
}

@test "Kaiserslautern: one Gemeinde" {
    build_county 07312 10
}
