# Messages out of prints and scans, layout by layout; sourced by run.sh. Layouts held out are printed apart: nobody looks at
# their mistakes while the extraction is worked on. A summary alone with MESSAGES=summary.

score_of() { "$bin/bench_message_score" "$1.truth.json" "$2" | awk '{print $2, $8}'; }

messages() {
  "$bin/bench_message_exhibits" "$work/messages"
  local set truth name
  for set in known held_out; do
    for truth in "$work/messages/$set"/*.truth.json; do
      name=${truth%.truth.json}
      "$bin/redwellctl" inspect "$name.pdf" --json >"$work/clean.json" 2>/dev/null
      "$bin/redwellctl" inspect "$name.scan.pdf" --json >"$work/scan.json" 2>/dev/null
      echo "$set $(basename "$name") $(score_of "$name" "$work/clean.json") $(score_of "$name" "$work/scan.json")"
    done
  done >"$work/messages.txt"
  awk -v summary="${MESSAGES:-}" '
    {clean[$1] += $3; scan[$1] += $5; n[$1]++
     if (summary == "") printf "messages: %-9s %-26s F1 clean %.3f  scan %.3f   right page %.3f %.3f\n", $1, $2, $3, $5, $4, $6}
    END {for (s in n) printf "messages: %-9s mean of %d layouts: F1 clean %.3f  scan %.3f\n", s, n[s], clean[s] / n[s], scan[s] / n[s]}
  ' "$work/messages.txt"
}
