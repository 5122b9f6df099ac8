# Schemes compared.
load helper

@test "regions: Gemeinden, people and parts of each scheme" {
    run sozialraum -C "$project" regions --format csv drei-regionen-beispiel
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 8 ]
    [[ $output == *"vier-regionen-2010,1,Region 1 Bad Dürkheim,13,1,"*",44020,"* ]]
    [[ $output == *"drei-regionen-beispiel,S,"*",13,1,"* ]]
}

@test "regions: who moves, and that a new name moves nobody" {
    run sozialraum -C "$project" regions drei-regionen-beispiel
    [[ ${lines[-1]} == *"Haßloch"*"Region 3 Haßloch → Beispielregion Süd" ]]
    [[ ${lines[-2]} == *Wechsel* ]]
    run sozialraum -C "$project" regions leiningerland-2018
    [[ $output == *"keine Gemeinde wechselt"* ]]
    run sozialraum -C "$project" regions --level verbandsgemeinde leiningerland-2018
    [[ $output == *"VG Hettenleidelheim → VG Leiningerland"* ]]
}

@test "regions: CSV has names for machines, numbers as they are, and each status" {
    run sozialraum -C "$project" regions --format csv drei-regionen-beispiel
    [ "$status" -eq 0 ]
    [[ ${lines[0]} == scheme,code,name,members,parts,area_km2,compactness,bevoelkerung,bevoelkerung_status,bevoelkerung_spread,eckwert_denominator,eckwert_numerator,eckwert_numerator_spread,eckwert,eckwert_status ]]
    [[ $output == *",20326,ok,-38.7"* ]]
    run env LANGUAGE=en "$SOZIALRAUM" -C "$project" regions --format csv drei-regionen-beispiel
    [[ ${lines[0]} == scheme,code,name,members,* ]]
}

@test "regions: the moves alone, as text and as CSV" {
    run sozialraum -C "$project" regions --moves --format csv drei-regionen-beispiel
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 2 ]
    [ "${lines[0]}" = from_scheme,to_scheme,code,name,from_code,from_name,to_code,to_name ]
    [ "${lines[1]}" = "vier-regionen-2010,drei-regionen-beispiel,07332025,Haßloch,3,Region 3 Haßloch,S,Beispielregion Süd" ]
    run sozialraum -C "$project" regions --moves drei-regionen-beispiel
    [ "${#lines[@]}" -eq 2 ]
}

@test "regions: pages with maps, figures and moves" {
    cd "$BATS_TEST_TMPDIR"
    run sozialraum -C "$project" regions drei-regionen-beispiel leiningerland-2018 -o r.pdf
    [ "$status" -eq 0 ]
    qpdf --check r.pdf >/dev/null
    pdftotext -layout r.pdf r.txt
    grep -q "Einteilungen im Vergleich" r.txt
    grep -q "Beispieldaten" r.txt
    grep -q "Region 3 Haßloch  *1  *1  *40,3  *0,60  *20 326" <(tr -s '\302\240' ' ' <r.txt | sed 's/\xe2\x80\xaf/ /g; s/\xc2\xa0/ /g')
    grep -q "Haßloch  *Region 3 Haßloch  *Beispielregion Süd" r.txt
    grep -q "kommt aus einer anderen Region  *1" r.txt
    grep -q "keine Gemeinde wechselt" r.txt
    # the same again is the same, byte for byte
    cp r.pdf first.pdf
    sozialraum -C "$project" regions drei-regionen-beispiel leiningerland-2018 -o r.pdf
    cmp first.pdf r.pdf
}

@test "regions: what is protected is hidden here too" {
    sed -i 's/^indicators=bevoelkerung;eckwert/indicators=hilfen-teilstationaer/' "$project/sozialraum.ini"
    run sozialraum -C "$project" regions --level verbandsgemeinde --format csv
    [ "$status" -eq 0 ]
    # in the row of a hidden figure stands nothing of it, nor how far anyone is from the mean
    [ "$(grep -c ',suppressed$' <<<"$output")" -ge 2 ]
    [ -z "$(grep ',suppressed$' <<<"$output" | grep -v ',,,,,suppressed$')" ]
    [ -z "$(grep ',ok$' <<<"$output" | cut -d, -f10 | tr -d '\n')" ]
}

@test "regions: an unknown scheme is told" {
    run sozialraum -C "$project" regions acht-regionen
    [ "$status" -eq 1 ]
    [[ $output == *acht-regionen* ]]
}
