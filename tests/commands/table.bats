# Tables of single indicators.
load helper

@test "table prints only what was asked for, under one head" {
    run sozialraum -C "$project" table eckwert kinderarmut --level region
    [ "$status" -eq 0 ]
    [ "$(echo "$output" | cut -d, -f1 | sort -u | tr '\n' ' ')" = "eckwert indicator kinderarmut " ]
    [ "$(echo "$output" | grep -c ^indicator,)" -eq 1 ]
    [ "$(echo "$output" | tail -n +2 | cut -d, -f3 | sort -u)" = region ]
}

@test "indicator show --area never prints protected figures, only where they are from" {
    run sozialraum -C "$project" indicator show eckwert --area 07332005 --period 2018
    [ "$status" -eq 0 ]
    [[ $output == *"hilfen_31, Bobenheim am Berg, 2018"* ]]
    [ "$(echo "$output" | grep 'hilfen.csv' | grep -c ': [0-9]')" -eq 0 ]
    [ "$(echo "$output" | grep 'bevoelkerung-alter.csv' | grep -c ': [0-9]')" -gt 0 ]
}
