#!/usr/bin/env bash
# Installs what is missing, builds everything and runs all tests without a display. Ends with "N passed, N failed" and
# the status 0 only when there were tests and all of them passed.
#
#   ISOBAR_PRESET=asan packaging/test.sh    another preset of CMakePresets.json (default: release; with CI=true: ci)
set -uo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/packaging/linux/packages.sh"
. "$root/packaging/linux/build.sh"

if [ "${CI:-}" = true ]; then default_preset=ci; else default_preset=release; fi
preset=${ISOBAR_PRESET:-$default_preset}

fail_before_tests() {
    echo "$1" >&2
    echo "0 passed, 1 failed"
    exit 1
}

if [ ! -d "${ISOBAR_SHARED:-$root/../shared}" ]; then
    [ "${CI:-}" != true ] || fail_before_tests "The folder shared/ with the wire cases must stand beside the checkout."
    echo "No folder shared/ beside the checkout: the tests on recorded wire cases will be skipped." >&2
fi
ensure_packages "$root/packaging/linux/debian-packages.txt" "$root/packaging/linux/debian-packages-test.txt" ||
    fail_before_tests "Packages are missing."
build_preset "$preset" || fail_before_tests "The build failed."

results="$root/build/$preset/test-results.xml"
rm -f "$results"
env -u DISPLAY -u WAYLAND_DISPLAY QT_QPA_PLATFORM=offscreen \
    TSAN_OPTIONS="suppressions=$root/packaging/sanitizers/tsan.supp ${TSAN_OPTIONS:-}" \
    ctest --test-dir "$root/build/$preset" --output-on-failure --output-junit "$results" -j2
status=$?

# Counts from the attributes of <testsuite tests="" failures="" disabled="" skipped="">.
count() {
    sed -n "s/.*[[:space:]]$1=\"\([0-9]*\)\".*/\1/p" <(sed '/<testcase/,$d' "$results" 2>/dev/null) | head -n 1
}
total=$(count tests) failed=$(count failures) skipped=$(($(count skipped) + $(count disabled)))
passed=$((${total:-0} - ${failed:-0} - skipped))
if [ "$status" -ne 0 ] && [ "${failed:-0}" -eq 0 ]; then
    echo "ctest ended with status $status." >&2
    failed=1
fi
[ "$passed" -gt 0 ] || status=1
if [ "$skipped" -gt 0 ]; then
    echo "$passed passed, ${failed:-0} failed, $skipped skipped"
else
    echo "$passed passed, ${failed:-0} failed"
fi
exit "$((status != 0))"
