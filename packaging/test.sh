#!/usr/bin/env bash
# Sets Redwell up for testing (packages, build) and passes all tests. Run it again at any time.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top"
. packaging/packages.sh

install_missing "${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}"
build
say "Testing"
ctest --preset release -j "$(nproc)" "$@" || stop "Some tests failed (see above)."
say "All tests passed."
