#!/usr/bin/env bash
# Sends a push to every customer of a job, at most once: a request that may have been delivered is never repeated.
# Started again with the same job, it resumes. Two senders at the same time share the rate limit.
# Exit code 0: every push was accepted. 1: some were not, or their result is unknown; standard error gives the reason.
#
#   IMSHOP_PUSH_URL=https://... IMSHOP_JOB=job.json bash send.sh
#
# bash 5, curl, jq, and tools of every Linux: flock, sha256sum, GNU date.
# job.json: {"userIds": ["79991234567"], "message": {"title": "", "summary": ""}, "deeplink": ""}
set -euo pipefail

limit_requests=${IMSHOP_RATE_LIMIT_REQUESTS:-10}
window_ms=${IMSHOP_RATE_LIMIT_WINDOW_MS:-60000}
timeout_ms=${IMSHOP_TIMEOUT_MS:-75000}
pace_ms=$((window_ms * 102 / (limit_requests * 100) + 50))
max_wait_ms=$((10 * window_ms))
journal=$IMSHOP_JOB.journal
url_hash=$(printf %s "$IMSHOP_PUSH_URL" | sha256sum | cut -d ' ' -f 1)
turn_file=${TMPDIR:-/tmp}/imshop-$url_hash.turn
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# One line per batch, in the order of the job, each id once. A job without a deeplink gives a push without that key.
bodies='
  [.userIds | to_entries | unique_by(.value) | sort_by(.key)[].value] as $ids
  | range(0; $ids | length; 1000) as $start
  | {userIds: $ids[$start:$start + 1000], message: {title: .message.title, summary: .message.summary}}
    + (if .deeplink then {deeplink} else {} end)'

send_all() {
  local number=0 exit_code=0 body
  while IFS= read -r body <&3; do
    number=$((number + 1))
    deliver "$number" "$body"
    if [[ $result == accepted ]]; then continue; fi
    exit_code=1
    echo "batch $number (from $(jq -r '.userIds[0]' <<<"$body")) $result: $text" >&2
    if [[ $result != skipped ]]; then break; fi
  done 3<"$scratch/bodies"
  return "$exit_code"
}

deliver() { # number, body; sets result and text
  local attempt
  for ((attempt = 1; ; attempt++)); do
    exec 9>>"$turn_file"
    flock 9 # one sender of this machine at a time; released when the process exits
    case $(last_result "$1") in
      accepted) result=accepted; return ;;
      intent) result=skipped text='an earlier run may have delivered it'; return ;;
    esac
    wait_for_turn
    record "$1" intent
    pause "$pace_ms" # in case the sender is stopped before the answer
    post "$2"
    judge "$attempt"
    if [[ $result != unknown ]]; then record "$1" "$result"; fi
    pause "$pause_ms"
    exec 9>&-
    if ((attempt >= tries)); then return; fi
  done
}

# Sets the result of a batch, its text, the maximum number of tries, and the pause before the next request.
judge() { # attempt
  local success
  tries=0 pause_ms=$pace_ms
  case $status in
    unsent) result=refused text=$error tries=6 pause_ms=$((window_ms * $1 / 4)) ;;
    broken) result=unknown text=$error ;;
    429)
      result=refused text='still 429 after 5 tries' tries=5 pause_ms=$(($(retry_after_ms) + 50))
      if ((pause_ms > max_wait_ms)); then text="429, Retry-After: $retry_after" tries=0 pause_ms=$pace_ms; fi
      ;;
    *)
      success=$(jq -s 'if length == 1 then .[0].success else null end' "$scratch/body" 2>&1) || true
      text=$(jq -r '.message // .error // tojson' "$scratch/body" 2>&1) ||
        text=$(head -c 300 "$scratch/body" | tr -d '\0')
      text="$status $text"
      case $status:$success in
        200:true) result=accepted ;;
        200:false | 4*) result=refused ;;
        *) result=unknown ;;
      esac
      ;;
  esac
}

# Reads seconds or a date; returns a full window if it is neither, or not in the future.
retry_after_ms() {
  local ms=0
  if [[ $retry_after =~ ^[0-9]+$ ]]; then
    ms=$((10#${retry_after:0:12} * 1000))
  elif [[ $retry_after =~ ^[A-Z].*GMT$ ]]; then
    ms=$(($(date -d "$retry_after" +%s 2>&1 || echo 0) * 1000 - $(now_ms))) || ms=0
  fi
  echo $((ms > 0 ? ms : window_ms))
}

# Uses a new connection and one time-out for everything. Without a connection, nothing was sent. -q ignores .curlrc, which
# might follow redirects or retry. The address is a secret and so not an argument, which all users of the machine can read.
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
  if ((wait_ms > max_wait_ms)); then wait_ms=$max_wait_ms; fi
  if ((wait_ms > 0)); then sleep "$(seconds "$wait_ms")" 9>&-; fi
}

pause() { printf %d $(($(now_ms) + $1)) >"$turn_file"; } # milliseconds

# Written to disk before the request is sent, so that the next run knows of it.
record() { # number, result
  echo "$1 $2" >>"$journal"
  sync "$journal"
}

last_result() { sed -n "s/^$1 //p" "$journal" 2>"$scratch/error" | tail -n 1; } # number

jq -c "$bodies" "$IMSHOP_JOB" >"$scratch/bodies"
send_all
