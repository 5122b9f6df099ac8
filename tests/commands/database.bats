# output/sozialraum.sqlite opens in QGIS in the colours of the maps.
load helper

@test "each indicator is a layer with its style" {
    sozialraum -C "$project" build
    db=$project/output/sozialraum.sqlite
    [ "$(sqlite3 "$db" 'SELECT count(DISTINCT f_table_name) FROM layer_styles')" -ge 6 ]
    [ "$(sqlite3 "$db" 'SELECT count(*) FROM siedlungsanteil_gemeinde WHERE class BETWEEN 1 AND 5')" -eq 48 ]
    # One row as OGR asks for it, one as SpatiaLite does; colours as in classes.csv.
    [ "$(sqlite3 "$db" "SELECT count(*) FROM layer_styles WHERE f_table_name = 'siedlungsanteil_gemeinde'")" -eq 2 ]
    first=$(grep '^siedlungsanteil,,gemeinde,[0-9]*,[a-z]*,1,' "$project/output/tables/classes.csv" | sed 's/.*#//')
    rgba=$((0x${first:0:2})),$((0x${first:2:2})),$((0x${first:4:2})),255
    sqlite3 "$db" "SELECT styleQML FROM layer_styles WHERE f_table_name = 'siedlungsanteil_gemeinde' LIMIT 1" | grep -q "$rgba"
    # OGR lists the layer with its geometry.
    ogrinfo -so "$db" siedlungsanteil_gemeinde | grep -q 'Feature Count: 48'
}
