# Tables of single indicators.
load helper

@test "table prints only what was asked for, under one head" {
    run sozialraum -C "$project" table eckwert kinderarmut --level region
    [ "$status" -eq 0 ]
    [ "$(echo "$output" | cut -d, -f1 | sort -u | tr '\n' ' ')" = "eckwert indicator kinderarmut " ]
    [ "$(echo "$output" | grep -c ^indicator,)" -eq 1 ]
    [ "$(echo "$output" | tail -n +2 | cut -d, -f3 | sort -u)" = region ]
}
