# The Debian 12 packages that Redwell needs, by purpose. Sourced by the scripts beside it.

build_packages=(
  g++ cmake ninja-build pkg-config ccache
  qt6-base-dev qt6-webengine-dev qt6-svg-dev libgl1-mesa-dev
  libsqlite3-dev libpoppler-cpp-dev libtesseract-dev libleptonica-dev libqpdf-dev libtiff-dev libgmime-3.0-dev
  libarchive-dev libgsf-1-dev libical-dev
  libpango1.0-dev libicu-dev libssl-dev libseccomp-dev nlohmann-json3-dev libxlsxwriter-dev libspdlog-dev libcli11-dev
)
run_packages=(
  tesseract-ocr-eng tesseract-ocr-osd poppler-data fonts-dejavu-core fonts-liberation2
  libqt6svg6 libqt6webenginecore6-bin qt6-qpa-plugins libgl1-mesa-dri
)
test_packages=(
  libgtest-dev libgmock-dev libbenchmark-dev
  xvfb xauth xdotool poppler-utils qpdf mupdf-tools libtiff-tools libimage-exiftool-perl imagemagick sqlite3 unzip
  tesseract-ocr python3 binutils
)
bench_packages=(ocrmypdf okular notmuch)

say() { printf '\n== %s\n' "$*"; }
stop() { printf '\n%s\n' "$*" >&2; exit 1; }

# install_missing PACKAGE...: asks apt only for what is not there, so that a second run costs nothing.
install_missing() {
  command -v dpkg-query >/dev/null || stop "This script knows Debian 12 only. On another system install what packaging/packages.sh lists, then build with: cmake --preset release && cmake --build --preset release"
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || stop "These packages are missing and sudo is not there to install them: ${missing[*]}. Install them as root and run this again."
    as_root=(sudo)
  fi
  say "Installing ${#missing[@]} packages: ${missing[*]}"
  "${as_root[@]}" apt-get update -q || stop "apt-get update failed. Check the network and run this again."
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" ||
    stop "Some packages could not be installed (see above). Run this again when that is mended."
}

# build TARGET...: the release build; with no target, everything.
build() {
  mkdir -p "$top/build"
  say "Building"
  cmake --preset release >"$top/build/configure.log" 2>&1 || { cat "$top/build/configure.log" >&2; stop "CMake could not set the build up (see above)."; }
  cmake --build --preset release ${1:+--target "$@"} || stop "The build failed (see above)."
}
