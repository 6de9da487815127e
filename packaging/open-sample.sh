#!/usr/bin/env bash
# Sets Redwell up (packages, build), makes the sample case once and opens the window on it. Run it again at any time.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top"
. packaging/packages.sh

install_missing "${build_packages[@]}" "${run_packages[@]}" libgtest-dev libgmock-dev
build redwell redwellctl redwell-worker redwell-draw-sample

home=${XDG_DATA_HOME:-$HOME/.local/share}/redwell
sample="$home/Marlowe v. Meridian.redwell"
if [ ! -d "$sample" ]; then
  say "Making the sample case"
  mkdir -p "$home"
  build/release/bin/redwell-draw-sample "$home/Sample collection" --case "$sample" || stop "The sample case could not be made (see above)."
fi
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  stop "Redwell is built and the sample case is ready at $sample, but there is no display here to open a window on. Run this again from a desktop session, or look at it with: build/release/bin/redwellctl documents '$sample'"
fi
say "Opening $sample"
exec build/release/bin/redwell "$sample"
