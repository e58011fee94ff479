"""Sends a push to every customer of a job, at most once: a request that may have been delivered is never repeated.
Started again with the same job, it resumes. Two senders at the same time share the rate limit.
Exit code 0: every push was accepted. 1: some were not, or their result is unknown; standard error gives the reason.

    IMSHOP_PUSH_URL=https://... IMSHOP_JOB=job.json python3 send.py

Python 3.9, no package; Linux and macOS.
job.json: {"userIds": ["79991234567"], "message": {"title": "", "summary": ""}, "deeplink": ""}
"""
import fcntl
import hashlib
import http.client
import itertools
import json
import os
import re
import signal
import sys
import tempfile
import time
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

URL = os.environ["IMSHOP_PUSH_URL"]
JOB_FILE = os.environ["IMSHOP_JOB"]
LIMIT_REQUESTS = int(os.environ.get("IMSHOP_RATE_LIMIT_REQUESTS", 10))
WINDOW_MS = int(os.environ.get("IMSHOP_RATE_LIMIT_WINDOW_MS", 60_000))
TIMEOUT_MS = int(os.environ.get("IMSHOP_TIMEOUT_MS", 75_000))
PACE_MS = WINDOW_MS / LIMIT_REQUESTS * 1.02 + 50
MAX_WAIT_MS = 10 * WINDOW_MS
BATCH_SIZE = 1000
JOURNAL = JOB_FILE + ".journal"
TURN_FILE = os.path.join(tempfile.gettempdir(), f"imshop-{hashlib.sha256(URL.encode()).hexdigest()}.turn")


def send_all(job):
    user_ids = list(dict.fromkeys(job["userIds"]))
    all_accepted = True
    for number, start in enumerate(range(0, len(user_ids), BATCH_SIZE), 1):
        message = {key: job["message"][key] for key in ("title", "summary")}
        push = {"userIds": user_ids[start : start + BATCH_SIZE], "message": message}
        if job.get("deeplink") is not None:
            push["deeplink"] = job["deeplink"]
        result, text = deliver(number, json.dumps(push, ensure_ascii=False).encode())
        if result != "accepted":
            all_accepted = False
            print(f"batch {number} (from {user_ids[start]}) {result}: {text}", file=sys.stderr)
        if result not in ("accepted", "skipped"):
            break
    return all_accepted


def deliver(number, body):
    for attempt in itertools.count(1):
        with open(TURN_FILE, "a+") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)  # one sender of this machine at a time; released when the process exits
            known = last_result(number)
            if known == "accepted":
                return "accepted", ""
            if known == "intent":
                return "skipped", "an earlier run may have delivered it"
            turn.seek(0)
            wait_ms = int(turn.read() or 0) - time.time() * 1000
            time.sleep(max(0, min(wait_ms, MAX_WAIT_MS)) / 1000)
            record(number, "intent")
            pause(turn, PACE_MS)  # in case the sender is stopped before the answer
            result, text, tries, pause_ms = judge(*post(body), attempt)
            if result != "unknown":
                record(number, result)
            pause(turn, pause_ms)
        if attempt >= tries:
            return result, text


def judge(sent, status, retry_after, text, attempt):
    """Returns the result of a batch, its text, the maximum number of tries, and the pause before the next request."""
    if not sent:
        return "refused", text, 6, WINDOW_MS / 4 * attempt
    if status == 429:
        wait_ms = retry_after_ms(retry_after) + 50
        if wait_ms > MAX_WAIT_MS:
            return "refused", f"429, Retry-After: {retry_after}", 0, PACE_MS
        return "refused", "still 429 after 5 tries", 5, wait_ms
    answer = parse(text)
    text = f"{status or 'no answer:'} {answer.get('message') or answer.get('error') or text[:300]}"
    if status == 200 and answer.get("success") is True:
        return "accepted", text, 0, PACE_MS
    if 400 <= status < 500 or status == 200 and answer.get("success") is False:
        return "refused", text, 0, PACE_MS
    return "unknown", text, 0, PACE_MS


def retry_after_ms(value):
    """Reads seconds or a date; returns a full window if it is neither, or not in the future."""
    seconds = 0
    if re.fullmatch("[0-9]+", value):
        seconds = int(value[:12])
    elif re.fullmatch("[A-Z].*GMT", value):
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time.time()
        except (TypeError, ValueError):
            pass
    return seconds * 1000 if seconds > 0 else WINDOW_MS


def parse(text):
    try:
        value = json.loads(text)
        return value if isinstance(value, dict) else {}
    except ValueError:
        return {}


def post(body):
    """Connects before it sends, so a failed connection proves that nothing was sent. One time-out covers everything."""
    at = urlsplit(URL)
    connection = (http.client.HTTPSConnection if at.scheme == "https" else http.client.HTTPConnection)(at.netloc)
    sent = False
    try:
        signal.setitimer(signal.ITIMER_REAL, TIMEOUT_MS / 1000)
        connection.connect()
        sent = True
        target = (at.path or "/") + (f"?{at.query}" if at.query else "")
        connection.request("POST", target, body, {"Content-Type": "application/json", "Connection": "close"})
        response = connection.getresponse()
        text = response.read().decode(errors="replace")
        return sent, response.status, response.getheader("Retry-After", ""), text
    except (OSError, http.client.HTTPException) as error:
        return sent, 0, "", repr(error)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        connection.close()


def time_is_up(*_):
    raise TimeoutError(f"no complete answer within {TIMEOUT_MS} ms")


def pause(turn, pause_ms):
    turn.seek(0)
    turn.truncate()
    turn.write(str(int(time.time() * 1000 + pause_ms) + 1))
    turn.flush()


def record(number, result):
    """Written to disk before the request is sent, so that the next run knows of it."""
    with open(JOURNAL, "a") as journal:
        journal.write(f"{number} {result}\n")
        journal.flush()
        os.fsync(journal.fileno())


def last_result(number):
    if not os.path.exists(JOURNAL):
        return None
    with open(JOURNAL) as journal:
        return dict(line.split() for line in journal).get(str(number))


signal.signal(signal.SIGALRM, time_is_up)
with open(JOB_FILE, encoding="utf-8") as job_file:
    sys.exit(0 if send_all(json.load(job_file)) else 1)
