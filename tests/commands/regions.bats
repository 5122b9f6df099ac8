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

@test "regions: an unknown scheme is told" {
    run sozialraum -C "$project" regions acht-regionen
    [ "$status" -eq 1 ]
    [[ $output == *acht-regionen* ]]
}
