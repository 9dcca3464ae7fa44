#!/usr/bin/env bash
# Installs what is missing, builds Isobar and opens its window. Arguments go to the program: packaging/run.sh --demo
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/packaging/linux/packages.sh"
. "$root/packaging/linux/build.sh"

case " $* " in
*" --help "* | *" --version "*) needs_display=no ;;
*) needs_display=yes ;;
esac
if [ "$needs_display" = yes ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
    echo "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): Isobar will be built, but its window" \
        "can only be opened from a desktop session." >&2
    no_display=yes
fi

ensure_packages "$root/packaging/linux/debian-packages.txt"
build_preset release isobar isobar-cli

if [ -n "${no_display:-}" ]; then
    echo "Built. From a desktop session, run: $root/packaging/run.sh $*" >&2
    exit 1
fi
exec "$root/build/release/bin/isobar" "$@"
