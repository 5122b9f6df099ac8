#!/bin/sh
# install-packages.sh SECTION... — installs what is missing of debian-packages.txt.
set -eu
list=$(dirname "$0")/../debian-packages.txt
missing=
for section in "$@"; do
    for package in $(sed -n "/^\[$section\]/,/^\[/{/^[a-z0-9]/p}" "$list"); do
        status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
        [ "$status" = installed ] || missing="$missing $package"
    done
done
[ -n "$missing" ] || exit 0
echo "Missing Debian packages:$missing"
if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1; then
    as_root=sudo
else
    echo "Neither root nor sudo here. Ask an administrator to run:" >&2
    echo "    apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
install() {
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
}
# A fresh machine has no package lists yet, an old one may have stale ones.
$as_root apt-get update
install
