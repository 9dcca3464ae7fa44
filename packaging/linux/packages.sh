# shellcheck shell=bash
# Sourced by run.sh and test.sh: installs what the lists name and the machine lacks.

# Names of a package list, without comments.
package_names() {
    sed -e 's/#.*//' "$@" | tr -s '[:space:]' '\n' | sed '/^$/d'
}

# The packages of the lists that are not installed.
missing_packages() {
    local installed
    # shellcheck disable=SC2046 # one word a package
    installed=$(dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' $(package_names "$@") 2>/dev/null |
        sed -n 's/^.i[[:space:]]*//p' | sort -u)
    comm -23 <(package_names "$@" | sort -u) <(printf '%s\n' "$installed")
}

# Installs what is missing; says what before it does. Nothing happens when all is there.
ensure_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        echo "This is no Debian system: packages are not installed for you. Needed: see packaging/linux/debian-packages.txt." >&2
        return 0
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@")
    if [ "${#missing[@]}" -eq 0 ]; then
        return 0
    fi
    echo "Installing ${#missing[@]} missing packages: ${missing[*]}"
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Neither root nor sudo. As root, run: apt-get install --no-install-recommends ${missing[*]}" >&2
            return 1
        fi
        as_root=(sudo)
    fi
    local log
    log=$(mktemp)
    # The list of packages may be old or absent; where it cannot be fetched, the present one may still do.
    "${as_root[@]}" apt-get update >"$log" 2>&1 || echo "The list of packages could not be renewed; trying with the present one." >&2
    if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" >&2
        rm -f "$log"
        echo "The packages could not be installed (see above)." >&2
        return 1
    fi
    rm -f "$log"
}
