#!/usr/bin/env bash
# Measures Redwell against its peers, each pair in turn on the same files, and prints ratios (medians of the rounds).
# usage: run.sh [ocr|born_digital|production|messages|window|mails|mail_score]...     BUILD=build/release ROUNDS=3
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
bin="$top/${BUILD:-build/release}/bin"
rounds=${ROUNDS:-3}
work=$(mktemp -d "${TMPDIR:-/tmp}/redwell-bench-XXXXXX")
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8

need() { command -v "$1" >/dev/null || { echo "$1 is not installed (Debian package $2): this measurement is left out."; return 1; }; }
# seconds COMMAND...: wall time of one run, its output kept for when it fails.
seconds() {
  local begin end
  begin=$(date +%s.%N)
  "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; echo "failed: $*" >&2; exit 1; }
  end=$(date +%s.%N)
  awk -v a="$begin" -v b="$end" 'BEGIN {printf "%.3f\n", b - a}'
}
median() { tr ' ' '\n' | grep . | sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.2f", a / b}'; }
# The case before is put aside: a file system that has just deleted thousands of files is slow to make new ones.
new_case() {
  [ ! -d "$work/bench.redwell" ] || mv "$work/bench.redwell" "$(mktemp -d "$work/before-XXXXXX")"
  "$bin/redwellctl" new "$work/bench.redwell" --time-zone UTC >/dev/null
}
take_in() { "$bin/redwellctl" ingest "$work/bench.redwell" "$@"; }

accuracy() {  # accuracy TRUTH READ: share of the true words that were read (as multisets)
  python3 - "$1" "$2" <<'P'
import collections, re, sys
truth, read = (collections.Counter(re.findall(r"\w+", open(f, encoding="utf-8").read())) for f in sys.argv[1:3])
print("%.4f" % (sum((truth & read).values()) / sum(truth.values())))
P
}

inputs() { [ -d "$work/in" ] || "$bin/bench_inputs" "$work/in"; }

ocr() {
  need ocrmypdf ocrmypdf || return 0
  inputs
  local ours="" theirs="" bare=""
  for _ in $(seq "$rounds"); do
    new_case
    ours="$ours $(seconds take_in "$work/in/scan.pdf" --workers 2)"
    theirs="$theirs $(seconds ocrmypdf -j 2 -q --sidecar "$work/peer.txt" "$work/in/scan.pdf" "$work/peer.pdf")"
    bare="$bare $(seconds env OMP_THREAD_LIMIT=1 "$bin/bench_tesseract_loop" "$work"/in/scan/*.png)"
  done
  ours=$(median <<<"$ours"); theirs=$(median <<<"$theirs"); bare=$(median <<<"$bare")
  sqlite3 "$work/bench.redwell/case.db" "SELECT text FROM page_texts ORDER BY number" >"$work/ours.txt"
  echo "ocr: pages a second, Redwell / ocrmypdf -j 2             $(ratio "$theirs" "$ours")   (at least 1.60)"
  echo "ocr: pages a second, Redwell / bare Tesseract, 2 threads  $(ratio "$bare" "$ours")   (at least 0.90)"
  echo "ocr: words read right, Redwell $(accuracy "$work/in/scan.txt" "$work/ours.txt"), ocrmypdf $(accuracy "$work/in/scan.txt" "$work/peer.txt")"
}

bbox_all() { local f; for f in "$work"/in/digital/*.pdf; do taskset -c 0 pdftotext -bbox "$f" /dev/null; done; }
take_in_on_one_core() { taskset -c 0 "$bin/redwellctl" ingest "$work/bench.redwell" "$work/in/digital" --workers 1; }
born_digital() {
  need pdftotext poppler-utils || return 0
  inputs
  local ours="" theirs=""
  for _ in $(seq "$rounds"); do
    new_case
    ours="$ours $(seconds take_in_on_one_core)"
    theirs="$theirs $(seconds bbox_all)"
  done
  echo "born digital: time, Redwell / pdftotext -bbox, one core   $(ratio "$(median <<<"$ours")" "$(median <<<"$theirs")")   (at most 2.00)"
}

# tiffcp reads TIFF, so pdftoppm is asked for TIFF; -mono leaves one bit a pixel.
peer_tiff() {
  rm -rf "$work/peer"; mkdir -p "$work/peer"
  local half
  for half in 0 1; do
    (
      i=0
      for f in "$work"/in/produce/*.pdf; do
        i=$((i + 1))
        [ $((i % 2)) = "$half" ] || continue
        pdftoppm -mono -tiff -tiffcompression none -r 300 "$f" "$work/peer/$i"
        for page in "$work/peer/$i"-*.tif; do tiffcp -c g4 "$page" "$page.g4"; rm "$page"; done
      done
    ) &
  done
  wait
}
production() {
  need tiffcp libtiff-tools || return 0
  inputs
  new_case
  take_in "$work/in/produce" >/dev/null 2>&1
  "$bin/redwellctl" code "$work/bench.redwell" --query '*' --set responsiveness=responsive --by bench >/dev/null
  local page
  for page in $(seq 10); do
    "$bin/redwellctl" redact "$work/bench.redwell" --query '*' --page "$page" --box 100,200,300,240 --reason Privileged --by bench >/dev/null
  done
  cat >"$work/spec.json" <<'J'
{"volume": "BENCH", "query": "*", "bates": {"prefix": "B", "digits": 6, "start": 1}, "image": {"format": "tiff", "dpi": 300}, "text": false}
J
  local ours="" checked="" theirs="" n
  for n in $(seq "$rounds"); do
    ours="$ours $("$bin/bench_produce" "$work/bench.redwell" "$work/spec.json" "$work/out$n" 2>"$work/log" || { cat "$work/log" >&2; exit 1; })"
    # The read-back reads 200 pages by OCR, which takes minutes: once is enough.
    [ -n "$checked" ] || checked=$("$bin/bench_produce" "$work/bench.redwell" "$work/spec.json" "$work/sealed$n" --verify 2>"$work/log" || { cat "$work/log" >&2; exit 1; })
    theirs="$theirs $(seconds peer_tiff)"
    rm -rf "$work/out$n" "$work/sealed$n"
  done
  ours=$(median <<<"$ours"); theirs=$(median <<<"$theirs")
  echo "production: time, 200 pages, Redwell / pdftoppm + tiffcp   $(ratio "$ours" "$theirs")   (at most 1.30)"
  echo "production: with the read-back, Redwell / pdftoppm + tiffcp $(ratio "$checked" "$theirs")"
}

# Fields of mail files against other readers' (DATA: the folder that holds email/ and expected/).
mail_score() {
  [ -n "${DATA:-}" ] || { echo "mail_score: set DATA to the folder of email/ and expected/: this measurement is left out."; return 0; }
  python3 "$top/tests/bench/mail_score.py" "$DATA" --ctl "$bin/redwellctl"
}

. "$top/tests/bench/messages.sh"
. "$top/tests/bench/window.sh"
. "$top/tests/bench/mails.sh"

[ $# -gt 0 ] || set -- ocr born_digital production messages window mails
for what in "$@"; do
  case $what in
    ocr | born_digital | production | messages | window | mails | mail_score) "$what" ;;
    *) echo "usage: run.sh [ocr|born_digital|production|messages|window|mails|mail_score]..." >&2; exit 2 ;;
  esac
done
