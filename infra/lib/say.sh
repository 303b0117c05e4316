# shellcheck shell=bash
# How the demo speaks: chapters, commands as they are typed, and what was checked. Sourced.
steps_held=0 steps_failed=()
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then bold=$'\e[1m' dim=$'\e[2m' red=$'\e[31m' green=$'\e[32m' plain=$'\e[0m'; else bold='' dim='' red='' green='' plain=''; fi

chapter() { printf '\n%s%s%s  %s(%d s)%s\n' "$bold" "$*" "$plain" "$dim" "$SECONDS" "$plain"; }
tell() { printf '  %s\n' "$*"; }

# shown CODE CMD...: the command as it is typed and what it printed; CODE is the exit code that belongs to the story.
# The output stays in $output for the steps that follow.
shown() {
  local wanted=$1 code=0
  shift
  printf '\n  %s$ %s%s\n' "$bold" "$(typed "$@")" "$plain"
  output=$("$@" 2>&1) || code=$?
  [ -z "$output" ] || printf '  %s\n' "${output//$'\n'/$'\n'  }"
  holds "exit code $wanted$([ "$code" = "$wanted" ] || echo ", but it was $code")" test "$code" = "$wanted"
}

typed() {
  local word
  for word; do
    case $word in
    *[!A-Za-z0-9_./:=@,+-]* | '') printf "'%s' " "$word" ;;
    *) printf '%s ' "$word" ;;
    esac
  done
}

# holds WHAT CMD...: a step of the story that must be true; if it is not, the story goes on and says so at its end
holds() {
  local what=$1
  shift
  if "$@" >/dev/null 2>&1; then
    steps_held=$((steps_held + 1))
    printf '  %sholds%s   %s\n' "$green" "$plain" "$what"
  else
    steps_failed+=("$what")
    printf '  %sFAILS%s   %s\n' "$red" "$plain" "$what"
  fi
}

# within SECONDS CMD...: true as soon as CMD is
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.1
  done
}

equal() { [ "$1" = "$2" ]; }
mentions() { grep -qF -- "$1" <<<"$output"; }

verdict() { # the end of the story: how much of it was true
  local failed
  printf '\n%d steps held, %d failed\n' "$steps_held" "${#steps_failed[@]}"
  for failed in "${steps_failed[@]}"; do echo "  failed: $failed"; done
  [ "${#steps_failed[@]}" -eq 0 ] && [ "$steps_held" -gt 0 ]
}
