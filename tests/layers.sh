#!/bin/sh
# layers.sh — data goes one way: a folder of src/ includes only itself and folders above it,
# and a foreign header stays in the places named for it (docs/architecture.md).
set -eu
cd "$(dirname "$0")/.."
order="base stats store shapes data indicator disclosure draw publish commands"
failed=0
above=
for folder in $order; do
    above="$above $folder"
    [ -d "src/$folder" ] || continue
    for line in $(grep -nHo '^#include "[a-z]*/' src/"$folder"/*.[ch] | tr -d ' "'); do
        used=${line##*#include}
        used=${used%/}
        case " $above " in
            *" $used "*) ;;
            *) echo "layers: ${line%%:#*} includes $used/ from $folder/, which stands below it"; failed=1 ;;
        esac
    done
done
# header, then where it may stand
check_foreign() {
    header=$1
    shift
    for file in $(grep -lE "^#include <$header" -r src --include='*.[ch]' || true); do
        allowed=no
        for place in "$@"; do
            case $file in src/$place*) allowed=yes ;; esac
        done
        [ $allowed = yes ] || { echo "layers: $file includes <$header>"; failed=1; }
    done
}
check_foreign 'gdal|ogr_|cpl_' shapes/ data/
check_foreign 'proj' shapes/
check_foreign 'geos_c' shapes/
check_foreign 'sqlite3' store/ data/ indicator/expression indicator/query disclosure/audit_database publish/database
check_foreign 'cairo|pango' draw/ base/cleanup
check_foreign 'qpdf' draw/
check_foreign 'png' draw/
check_foreign 'libdeflate' draw/deflate
check_foreign 'librsvg' draw/vector
check_foreign 'xlsxwriter' publish/
check_foreign 'gsl' stats/
check_foreign 'glpk' disclosure/
check_foreign 'poppler' disclosure/audit_pages disclosure/poppler_late
exit $failed
