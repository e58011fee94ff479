#!/usr/bin/env bash
# Pushes to every customer of a job, at most once: what may have been delivered is never sent again.
# Stopped at any moment and started again with the same job, it goes on. Two at once share the limit.
# Exit code 0: everyone was pushed. 1: somebody was not, or nobody can know; standard error says why.
#
#   IMSHOP_PUSH_URL=https://... IMSHOP_JOB=job.json bash send.sh
#
# bash 5, curl, jq, and what every Linux has: flock, sha256sum, GNU date.
# job.json: {"userIds": ["79991234567"], "message": {"title": "", "summary": ""}, "deeplink": ""}
set -euo pipefail

limit_requests=${IMSHOP_RATE_LIMIT_REQUESTS:-10}
window_ms=${IMSHOP_RATE_LIMIT_WINDOW_MS:-60000}
timeout_ms=${IMSHOP_TIMEOUT_MS:-75000}
pace_ms=$((window_ms * 102 / (limit_requests * 100) + 50))
longest_wait_ms=$((10 * window_ms))
journal=$IMSHOP_JOB.journal
url_hash=$(printf %s "$IMSHOP_PUSH_URL" | sha256sum | cut -d ' ' -f 1)
turn_file=${TMPDIR:-/tmp}/imshop-$url_hash.turn
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# One line a batch, in the order of the job, every id once. A job without a deeplink makes a push without that key.
bodies='
  [.userIds | to_entries | unique_by(.value) | sort_by(.key)[].value] as $ids
  | range(0; $ids | length; 1000) as $start
  | {userIds: $ids[$start:$start + 1000], message: {title: .message.title, summary: .message.summary}}
    + (if .deeplink then {deeplink} else {} end)'

send_all() {
  local number=0 everyone=0 body
  while IFS= read -r body <&3; do
    number=$((number + 1))
    deliver "$number" "$body"
    if [[ $word == accepted ]]; then continue; fi
    everyone=1
    echo "batch $number (from $(jq -r '.userIds[0]' <<<"$body")) $word: $text" >&2
    if [[ $word != skipped ]]; then break; fi
  done 3<"$scratch/bodies"
  return "$everyone"
}

deliver() { # number, body; sets word and text
  local attempt
  for ((attempt = 1; ; attempt++)); do
    exec 9>>"$turn_file"
    flock 9 # one sender of this machine at a time; freed with the process
    case $(last_word "$1") in
      accepted) word=accepted; return ;;
      intent) word=skipped text='it may have been delivered when an earlier run ended'; return ;;
    esac
    wait_for_turn
    note "$1" intent
    pause "$pace_ms" # in case we are stopped before the answer
    post "$2"
    judge "$attempt"
    if [[ $word != unknown ]]; then note "$1" "$word"; fi
    pause "$pause_ms"
    exec 9>&-
    if ((attempt >= tries)); then return; fi
  done
}

# What became of a batch: word and text, how often to try in all, and the pause before the next request.
judge() { # attempt
  local success
  tries=0 pause_ms=$pace_ms
  case $status in
    unsent) word=refused text=$error tries=6 pause_ms=$((window_ms * $1 / 4)) ;;
    broken) word=unknown text=$error ;;
    429)
      word=refused text='429 again and again' tries=5 pause_ms=$(($(retry_after_ms) + 50))
      if ((pause_ms > longest_wait_ms)); then text="429, Retry-After: $retry_after" tries=0 pause_ms=$pace_ms; fi
      ;;
    *)
      success=$(jq -s 'if length == 1 then .[0].success else null end' "$scratch/body" 2>&1) || true
      text=$(jq -r '.message // .error // tojson' "$scratch/body" 2>&1) ||
        text=$(head -c 300 "$scratch/body" | tr -d '\0')
      text="$status $text"
      case $status:$success in
        200:true) word=accepted ;;
        200:false | 4*) word=refused ;;
        *) word=unknown ;;
      esac
      ;;
  esac
}

# Seconds or a date; a full window where it is neither, or over.
retry_after_ms() {
  local ms=0
  if [[ $retry_after =~ ^[0-9]+$ ]]; then
    ms=$((10#${retry_after:0:12} * 1000))
  elif [[ $retry_after =~ ^[A-Z].*GMT$ ]]; then
    ms=$(($(date -d "$retry_after" +%s 2>&1 || echo 0) * 1000 - $(now_ms))) || ms=0
  fi
  echo $((ms > 0 ? ms : window_ms))
}

# A connection of its own, and one time-out for everything. Never connected means never sent. No .curlrc (-q): it might
# follow redirects or try again. The address is a secret, and so not among the arguments, which everybody can read.
post() { # body; sets status, retry_after, error
  local connected printed failed=0
  : >"$scratch/body"
  printed=$(
    printf %s "$1" | curl -q --silent --show-error --globoff --no-keepalive --max-time "$(seconds "$timeout_ms")" \
      --config <(printf 'url = "%s"\n' "$IMSHOP_PUSH_URL") --data-binary @- \
      --header 'Content-Type: application/json' --header 'Expect:' --dump-header "$scratch/head" \
      --output "$scratch/body" --write-out '%{http_code} %{time_connect}' 2>"$scratch/error"
  ) || failed=$?
  read -r status connected <<<"$printed"
  retry_after=$(sed -n 's/^Retry-After: *\(.*[^ ]\) *\r$/\1/Ip' "$scratch/head")
  error=$(<"$scratch/error")
  case $failed in
    0) ;;
    5 | 6 | 7 | 35 | 60) status=unsent ;; # no address, no connection, no TLS
    *) if [[ ${connected//[0.]/} ]]; then status=broken; else status=unsent; fi ;;
  esac
}

now_ms() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }

seconds() { printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)); } # milliseconds

wait_for_turn() {
  local next_ms wait_ms
  next_ms=$(<"$turn_file")
  wait_ms=$((${next_ms:-0} - $(now_ms)))
  if ((wait_ms > longest_wait_ms)); then wait_ms=$longest_wait_ms; fi
  if ((wait_ms > 0)); then sleep "$(seconds "$wait_ms")" 9>&-; fi
}

pause() { printf %d $(($(now_ms) + $1)) >"$turn_file"; } # milliseconds

# On disk before the request goes out: whoever starts next must know of it.
note() { # number, word
  echo "$1 $2" >>"$journal"
  sync "$journal"
}

last_word() { sed -n "s/^$1 //p" "$journal" 2>"$scratch/error" | tail -n 1; } # number

jq -c "$bodies" "$IMSHOP_JOB" >"$scratch/bodies"
send_all
