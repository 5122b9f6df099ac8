# Only what changed: one thing is changed, and exactly what depends on it is made again.
load helper

# A copy of a built project with two indicators, two styles and two atlases.
setup_file() {
    export built=$BATS_FILE_TMPDIR/built
    sh "$BATS_TEST_DIRNAME/../faults/project.sh" "$built"
    sed -e 's/^title=.*/title=Zweite Dichte/' -e '/^title\[en\]/d' \
        "$built/indicators/bevoelkerungsdichte.ini" >"$built/indicators/zweite.ini"
    printf '[atlas]\ntitle=Zweiter Atlas\nindicators=zweite\noverviews=false\n' >"$built/styles/atlas/zwei.ini"
    sed -i '/^\[publish\]/,/^\[/{/^\(styles\|atlases\)=/d}' "$built/sozialraum.ini"
    sed -i 's/^\[publish\]/&\nstyles=druck;graustufen\natlases=gesamt;zwei/' "$built/sozialraum.ini"
    "$SOZIALRAUM" -C "$built" -q build
}

setup() {
    project=$BATS_TEST_TMPDIR/project
    cp -a "$built" "$project"
}

# The outputs that are drawn (texts are written with every edition), name and inode.
drawn() {
    (cd "$project/output" && find . -type f ! -name '*.csv' ! -name '*.json' -printf '%P %i\n') | LC_ALL=C sort
}

# What of the outputs is made again after the change $@, one a line.
made_by() {
    drawn >"$BATS_TEST_TMPDIR/before"
    "$@"
    "${program:-$SOZIALRAUM}" -C "$project" -q build
    drawn | LC_ALL=C comm -13 "$BATS_TEST_TMPDIR/before" - | cut -d' ' -f1
}

# Every output whose name matches the regular expression, one a line.
all_of() { drawn | cut -d' ' -f1 | grep -E "$1"; }

tables='sozialraum.sqlite|tables/tables.xlsx'

same() {
    echo "made:"
    echo "$1"
    echo "wanted:"
    all_of "$2"
    [ "$1" = "$(all_of "$2")" ]
}

change() { sed -i "$2" "$project/$1"; }

@test "nothing changed: nothing is made" {
    [ -z "$(made_by true)" ]
}

@test "a file that was only touched: nothing is made" {
    [ -z "$(made_by touch "$project/indicators/zweite.ini" "$project/sozialraum.ini")" ]
}

@test "the title of one indicator: its maps, the atlases, the tables" {
    made=$(made_by change indicators/zweite.ini 's/^title=.*/title=Neue Dichte/')
    same "$made" "^(maps/zweite\.|atlas|$tables)"
}

@test "one style: its maps; the first one is that of the atlases and tables too" {
    made=$(made_by change styles/graustufen.ini 's/^title=.*/title=Anders grau/')
    same "$made" '\.graustufen\.'
    made=$(made_by change styles/druck.ini 's/^title=.*/title=Anderer Druck/')
    same "$made" "^(maps/[^.]*\.[^.]*\.[^.]*\.(pdf|png)$|atlas|$tables)"
}

@test "one atlas: that atlas" {
    made=$(made_by change styles/atlas/zwei.ini 's/^title=.*/title=Anderer Atlas/')
    same "$made" '^atlas\.zwei\.pdf$'
}

@test "a comment on an indicator: the atlases" {
    made=$(made_by cp /dev/stdin "$project/indicators/zweite.md" <<<"Ein Satz dazu.")
    same "$made" '^atlas'
}

@test "a figure: everything that shows it" {
    made=$(made_by change indicators/data/gemeindeverzeichnis-2018.csv 's/18\.476/18.477/')
    same "$made" .
}

@test "an input of everything: everything" {
    made=$(made_by change sozialraum.ini 's/^title=.*/title=Anderer Titel/')
    same "$made" .
}

@test "another program: everything" {
    mkdir "$BATS_TEST_TMPDIR/bin"
    cp "$SOZIALRAUM" "$BATS_TEST_TMPDIR/bin/sozialraum"
    cp -r "$(dirname "$SOZIALRAUM")/locale" "$BATS_TEST_TMPDIR/bin"
    printf 'x' >>"$BATS_TEST_TMPDIR/bin/sozialraum"
    program=$BATS_TEST_TMPDIR/bin/sozialraum
    made=$(made_by true)
    same "$made" .
}

@test "what was made again is what a build from nothing makes" {
    made_by change indicators/zweite.ini 's/^title=.*/title=Neue Dichte/'
    made_by change styles/graustufen.ini 's/^title=.*/title=Anders grau/'
    made_by change indicators/data/gemeindeverzeichnis-2018.csv 's/18\.476/18.477/'
    cp -r "$project/output" "$BATS_TEST_TMPDIR/steps"
    rm -r "$project/output" "$project/.cache"
    "$SOZIALRAUM" -C "$project" -q build
    diff -r "$BATS_TEST_TMPDIR/steps" "$project/output"
    refute diff -rq "$built/output" "$project/output"
}

@test "figures that lie outside the project are looked at each time" {
    mkdir "$BATS_TEST_TMPDIR/anderswo"
    ini=$project/indicators/data/gemeindeverzeichnis-2018.ini
    file=$(sed -n 's/^file=//p' "$ini" | head -1)
    mv "$project/indicators/data/$file" "$BATS_TEST_TMPDIR/anderswo/zahlen.csv"
    sed -i 's|^file=.*|file=../../../anderswo/zahlen.csv|' "$ini"
    "$SOZIALRAUM" -C "$project" -q build
    before=$(sha256sum <"$project/output/tables/values.csv")
    sed -i 's/;20.326;9.922;/;20.328;9.924;/' "$BATS_TEST_TMPDIR/anderswo/zahlen.csv"
    "$SOZIALRAUM" -C "$project" -q build
    [ "$before" != "$(sha256sum <"$project/output/tables/values.csv")" ]
}
