# shellcheck shell=bash disable=SC2154
# Sourced by run.sh and test.sh, which set $root: configures when needed, and builds.

# build_preset PRESET [target...]
build_preset() {
    local preset=$1 cache="$root/build/$1/CMakeCache.txt" fresh=()
    shift
    if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache"; then
        fresh=(--fresh) # the checkout was moved or copied
    fi
    # Ninja configures again by itself when a CMake file changed.
    if [ ! -f "$root/build/$preset/build.ninja" ] || [ "${#fresh[@]}" -gt 0 ]; then
        (cd "$root" && cmake "${fresh[@]}" --preset "$preset") || return 1
    fi
    (cd "$root" && cmake --build --preset "$preset" ${1:+--target "$@"})
}
