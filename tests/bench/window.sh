# Sourced by run.sh: from the start of the program to the first document's page standing still on the screen, against okular with the
# same PDF, both warm, in turn, under one X server.

# shown PROGRAM ARGUMENT...: seconds until the page stands.
shown() {
  local begin end pid
  begin=$(date +%s.%N)
  "$@" -qwindowgeometry 1400x900+0+0 >"$work/log" 2>&1 &
  pid=$!
  end=$("$bin/bench_screen_watch" "${area[@]}" 40) || { kill "$pid"; echo "no page came up: $*" >&2; cat "$work/log" >&2; return 1; }
  kill "$pid"; wait "$pid" 2>/dev/null || true
  awk -v a="$begin" -v b="$end" 'BEGIN {printf "%.3f\n", b - a}'
}

window() {
  need okular okular || return 0
  need Xvfb xvfb || return 0
  "$bin/redwell-draw-sample" "$work/sample" --case "$work/sample.redwell" >"$work/log" 2>&1 || { cat "$work/log" >&2; return 1; }
  local first display=:$((90 + RANDOM % 900))
  first=$(sqlite3 "$work/sample.redwell/case.db" "SELECT source_path FROM documents WHERE kind = 'pdf' AND state = 'reviewable' ORDER BY control_number LIMIT 1")
  first="$work/sample/$first"
  Xvfb "$display" -screen 0 1400x900x24 >/dev/null 2>&1 &
  local server=$!
  export DISPLAY=$display QT_QPA_PLATFORM=xcb HOME="$work/home" XDG_RUNTIME_DIR="$work/run" XDG_CONFIG_HOME="$work/home/.config"
  mkdir -p "$HOME" "$XDG_RUNTIME_DIR"; chmod 700 "$XDG_RUNTIME_DIR"
  sleep 1
  local area ours="" whole="" theirs="" round
  for round in $(seq 0 "$rounds"); do  # round 0 warms both up
    local a b c
    area=(20 45 48 80)  # the page, right of the list of views and left of the messages
    a=$(shown "$bin/redwell" "$work/sample.redwell")
    area=(40 35 60 80)  # in Redwell a part of the page and a part of its messages
    b=$(shown dbus-run-session -- okular "$first")
    c=$(shown "$bin/redwell" "$work/sample.redwell")
    [ "$round" = 0 ] || { ours="$ours $a"; theirs="$theirs $b"; whole="$whole $c"; }
  done
  kill "$server"
  echo "window: time to the first document's page, Redwell / okular $(ratio "$(median <<<"$ours")" "$(median <<<"$theirs")")   (at most 1.00)"
  echo "window: and its messages beside it, Redwell / okular           $(ratio "$(median <<<"$whole")" "$(median <<<"$theirs")")"
}
