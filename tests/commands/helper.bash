# helper.bash — a copy of the example project for each test, and the program.

sozialraum() {
    LANGUAGE=${LANGUAGE-de} "$SOZIALRAUM" "$@"
}

# Fails where a command succeeds; "! command" fails a test only as its last line.
refute() {
    if "$@"; then return 1; fi
}

# Runs a command that rights bind, whoever runs the tests.
bound_by_rights() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --bounding-set=-dac_override,-dac_read_search -- "$@"
    else
        "$@"
    fi
}

# Copies the project in the repository's root into $1.
copy_project() {
    local root=$BATS_TEST_DIRNAME/../..
    mkdir -p "$1"
    cp -r "$root/sozialraum.ini" "$root/shapes" "$root/indicators" "$root/styles" "$1"
}

# The same with what the program keeps of it: figures read, boundaries cleaned, pattern
# decided. Made once a run of bats, by whoever wants it first.
copy_read_project() {
    local read=$BATS_RUN_TMPDIR/read
    (
        flock 9
        [ -e "$read/ready" ] && exit 0
        rm -rf "$read"
        copy_project "$read/project"
        sozialraum -C "$read/project" -q protect > /dev/null && touch "$read/ready"
    ) 9> "$BATS_RUN_TMPDIR/read.lock"
    mkdir -p "$(dirname "$1")"
    cp -rp --reflink=auto "$read/project" "$1"
}

# Leaves only the named indicators, so that a run is quick.
keep_indicators() {
    local folder=$1
    shift
    mkdir "$folder/kept"
    local id
    for id in kapitel "$@"; do mv "$folder/indicators/$id.ini" "$folder/kept"; done
    rm "$folder"/indicators/*.ini
    mv "$folder"/kept/* "$folder/indicators"
    rmdir "$folder/kept"
    rm -f "$folder"/styles/atlas/kurzfassung.ini
    sed -i '/^profile=/d; /^parts=/d; /^scatter=/d; /^indicators=/d' "$folder"/styles/atlas/*.ini
    sed -i '/^indicators=/d' "$folder/sozialraum.ini"
}

setup() {
    project=$BATS_TEST_TMPDIR/project
    copy_read_project "$project"
}

# The levels of sozialraum.ini where keys alone make them, and no table of a scheme.
levels_by_key() {
    cat <<'INI'
[levels]
gemeinde=key
verbandsgemeinde=ARS:9
kreis=ARS:5
[level gemeinde]
title=Gemeinde
plural=Gemeinden
[level verbandsgemeinde]
title=Verbandsgemeinde
plural=Verbandsgemeinden
[level kreis]
title=Landkreis
plural=Landkreise
INI
}

# The settings and boundaries of the county whose keys begin with $1, from $shared.
settle_in_county() {
    cat >"$project/sozialraum.ini" <<INI
[project]
title=Kreis $1
editor=Amt
boundaries=gemeinden
scheme=schluessel
crs=EPSG:25832
$(levels_by_key)
[names]
$1=Kreis $1
INI
    cat >"$project/shapes/gemeinden.ini" <<INI
[boundaries]
file=$(realpath "$shared/vg5000_2021/VG5000_GEM.shp")
key=AGS
name=GEN
ars=ARS
filter=AGS LIKE '$1%'
day=2021-01-01
source=BKG, VG5000
licence=dl-de/by-2-0
attribution=© BKG 2021
INI
}
