# Sourced by run.sh: a collection of mails taken in, hashed, threaded and indexed, against notmuch new on the same files.
# MAILS=20000 how many; LARGE=200000 adds the cost a file of a larger collection (takes long, left out when 0).

notmuch_new() {
  rm -rf "$1/.notmuch"
  printf '[database]\npath=%s\n[user]\nname=bench\nprimary_email=bench@example.test\n[new]\ntags=new\n' "$1" >"$work/notmuch.conf"
  NOTMUCH_CONFIG="$work/notmuch.conf" notmuch new --quiet
  rm -rf "$1/.notmuch"
}
# On disk before anything is measured: whoever comes first would wait for it.
draw_mails() {
  python3 "$top/tests/bench/draw_mails.py" "$1" "$work/mails"
  sync -f "$work"
}
take_in_mails() { take_in "$1" --custodian "Imogen Vale" --ocr never --mail-pages later; }
mails() {
  need notmuch notmuch || return 0
  local count=${MAILS:-20000} large=${LARGE:-0} ours="" theirs="" n
  draw_mails "$count"
  for n in $(seq "$rounds"); do
    new_case
    ours="$ours $(seconds take_in_mails "$work/mails")"
    theirs="$theirs $(seconds notmuch_new "$work/mails")"
  done
  ours=$(median <<<"$ours"); theirs=$(median <<<"$theirs")
  [ "$(sqlite3 "$work/bench.redwell/case.db" "SELECT count(*) FROM documents WHERE state = 'reviewable'")" = "$count" ] ||
    { echo "not every mail became reviewable" >&2; exit 1; }
  echo "mails: files a second, Redwell / notmuch new, $count files  $(ratio "$theirs" "$ours")   (at least 10.00)"
  [ "$large" -gt 0 ] || return 0
  mv "$work/mails" "$work/mails-before"  # a file system that has just deleted thousands of files is slow to make new ones
  draw_mails "$large"
  new_case
  local more
  more=$(seconds take_in_mails "$work/mails")
  echo "mails: time a file, $large files / $count files            $(awk -v a="$more" -v b="$ours" -v l="$large" -v c="$count" 'BEGIN {printf "%.2f", (a / l) / (b / c)}')   (at most 1.15)"
}
