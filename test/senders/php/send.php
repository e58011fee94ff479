<?php
// Sends a push to every customer of a job, at most once: a request that may have been delivered is never repeated.
// Started again with the same job, it resumes. Two senders at the same time share the rate limit.
// Exit code 0: every push was accepted. 1: some were not, or their result is unknown; standard error gives the reason.
//
//   IMSHOP_PUSH_URL=https://... IMSHOP_JOB=job.json php send.php
//
// PHP 8.1 with OpenSSL, no package.
// job.json: {"userIds": ["79991234567"], "message": {"title": "", "summary": ""}, "deeplink": ""}

declare(strict_types=1);

define('PUSH_URL', getenv('IMSHOP_PUSH_URL'));
define('JOB_FILE', getenv('IMSHOP_JOB'));
define('LIMIT_REQUESTS', (int) (getenv('IMSHOP_RATE_LIMIT_REQUESTS') ?: 10));
define('WINDOW_MS', (int) (getenv('IMSHOP_RATE_LIMIT_WINDOW_MS') ?: 60_000));
define('TIMEOUT_MS', (int) (getenv('IMSHOP_TIMEOUT_MS') ?: 75_000));
define('PACE_MS', WINDOW_MS / LIMIT_REQUESTS * 1.02 + 50);
define('MAX_WAIT_MS', 10 * WINDOW_MS);
const BATCH_SIZE = 1000;
const JOURNAL = JOB_FILE . '.journal';
define('TURN_FILE', sys_get_temp_dir() . '/imshop-' . hash('sha256', PUSH_URL) . '.turn');

exit(send_all(json_decode(file_get_contents(JOB_FILE), true, flags: JSON_THROW_ON_ERROR)) ? 0 : 1);

function send_all(array $job): bool
{
    $all_accepted = true;
    foreach (array_chunk(array_unique($job['userIds']), BATCH_SIZE) as $index => $batch) {
        $message = ['title' => $job['message']['title'], 'summary' => $job['message']['summary']];
        $push = ['userIds' => $batch, 'message' => $message];
        if (isset($job['deeplink'])) {
            $push['deeplink'] = $job['deeplink'];
        }
        $flags = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR;
        [$result, $text] = deliver($index + 1, json_encode($push, $flags));
        if ($result !== 'accepted') {
            $all_accepted = false;
            fwrite(STDERR, 'batch ' . ($index + 1) . " (from $batch[0]) $result: $text\n");
        }
        if ($result !== 'accepted' && $result !== 'skipped') {
            break;
        }
    }
    return $all_accepted;
}

function deliver(int $number, string $body): array
{
    for ($attempt = 1; ; $attempt++) {
        $turn = fopen(TURN_FILE, 'c+');
        flock($turn, LOCK_EX); // one sender of this machine at a time; released when the process exits
        $known = last_result($number);
        if ($known === 'accepted') {
            return ['accepted', ''];
        }
        if ($known === 'intent') {
            return ['skipped', 'an earlier run may have delivered it'];
        }
        $wait_ms = (int) stream_get_contents($turn) - microtime(true) * 1000;
        usleep((int) (max(0, min($wait_ms, MAX_WAIT_MS)) * 1000));
        record($number, 'intent');
        pause($turn, PACE_MS); // in case the sender is stopped before the answer
        [$result, $text, $tries, $pause_ms] = judge(post($body), $attempt);
        if ($result !== 'unknown') {
            record($number, $result);
        }
        pause($turn, $pause_ms);
        fclose($turn);
        if ($attempt >= $tries) {
            return [$result, $text];
        }
    }
}

/** Returns the result of a batch, its text, the maximum number of tries, and the pause before the next request. */
function judge(array $answer, int $attempt): array
{
    [$sent, $status, $retry_after, $text] = $answer;
    if (!$sent) {
        return ['refused', $text, 6, WINDOW_MS / 4 * $attempt];
    }
    if ($status === 429) {
        $wait_ms = retry_after_ms($retry_after) + 50;
        return $wait_ms > MAX_WAIT_MS
            ? ['refused', "429, Retry-After: $retry_after", 0, PACE_MS]
            : ['refused', 'still 429 after 5 tries', 5, $wait_ms];
    }
    $parsed = json_decode($text, true);
    $success = is_array($parsed) ? $parsed['success'] ?? null : null;
    $reason = is_array($parsed) ? $parsed['message'] ?? $parsed['error'] ?? $text : substr($text, 0, 300);
    $reason = ($status ?: 'no answer:') . ' ' . (is_string($reason) ? $reason : $text);
    return match (true) {
        $status === 200 && $success === true => ['accepted', $reason, 0, PACE_MS],
        $status === 200 && $success === false, $status >= 400 && $status < 500 => ['refused', $reason, 0, PACE_MS],
        default => ['unknown', $reason, 0, PACE_MS],
    };
}

/** Reads seconds or a date; returns a full window if it is neither, or not in the future. */
function retry_after_ms(string $value): float
{
    $seconds = 0;
    if (preg_match('/^\d+$/', $value)) {
        $seconds = (float) $value;
    } elseif (preg_match('/^[A-Z].*GMT$/', $value)) {
        $seconds = (strtotime($value) ?: 0) - microtime(true);
    }
    return $seconds > 0 ? $seconds * 1000 : WINDOW_MS;
}

/**
 * Connects before it sends, so a failed connection proves that nothing was sent. One time-out covers everything.
 * (With ext-curl: CURLOPT_TIMEOUT_MS, and CURLE_COULDNT_CONNECT for "not sent". PHP's own http:// has neither.)
 */
function post(string $body): array
{
    $deadline = microtime(true) + TIMEOUT_MS / 1000;
    $at = parse_url(PUSH_URL) + ['path' => '/'];
    $tls = $at['scheme'] === 'https';
    $port = $at['port'] ?? ($tls ? 443 : 80);
    $socket = @stream_socket_client(($tls ? 'tls' : 'tcp') . "://{$at['host']}:$port", $_, $error, TIMEOUT_MS / 1000);
    if (!$socket) {
        return [false, 0, '', "no connection: $error"];
    }
    $target = $at['path'] . (isset($at['query']) ? "?{$at['query']}" : '');
    // HTTP/1.0: the answer is not chunked and ends with the connection.
    $headers = ["Host: {$at['host']}:$port", 'Content-Type: application/json', 'Content-Length: ' . strlen($body)];
    set_time_left($socket, $deadline);
    @fwrite($socket, "POST $target HTTP/1.0\r\n" . implode("\r\n", $headers) . "\r\n\r\n$body");
    for ($received = ''; !feof($socket) && set_time_left($socket, $deadline); ) {
        $received = preg_replace('~^HTTP/1\.1 1\d\d.*?\r\n\r\n~s', '', $received . @fread($socket, 65_536));
        if (preg_match('~^HTTP/1\.\d (\d{3})(.*?)\r\n\r\n(.*)~s', $received, $parts)) {
            [, $status, $headers, $text] = $parts;
            $length = preg_match('/^Content-Length: *(\d+)/mi', $headers, $match) ? (int) $match[1] : null;
            if ($length === null ? feof($socket) : strlen($text) >= $length) {
                $retry_after = preg_match('/^Retry-After: *(.*?)\s*$/mi', $headers, $match) ? $match[1] : '';
                return [true, (int) $status, $retry_after, $text];
            }
        }
    }
    return [true, 0, '', 'no complete answer within ' . TIMEOUT_MS . ' ms, or the connection broke'];
}

function set_time_left($socket, float $deadline): bool
{
    $left = max(0, (int) (($deadline - microtime(true)) * 1_000_000));
    stream_set_timeout($socket, intdiv($left, 1_000_000), $left % 1_000_000);
    return $left > 0;
}

function pause($turn, float $pause_ms): void
{
    ftruncate($turn, 0);
    rewind($turn);
    fwrite($turn, (string) ceil(microtime(true) * 1000 + $pause_ms));
    fflush($turn);
}

/** Written to disk before the request is sent, so that the next run knows of it. */
function record(int $number, string $result): void
{
    $journal = fopen(JOURNAL, 'a');
    fwrite($journal, "$number $result\n");
    fsync($journal);
    fclose($journal);
}

function last_result(int $number): ?string
{
    $lines = is_file(JOURNAL) ? file(JOURNAL, FILE_IGNORE_NEW_LINES) : [];
    foreach (array_reverse($lines) as $line) {
        [$of, $result] = explode(' ', $line);
        if ($of === (string) $number) {
            return $result;
        }
    }
    return null;
}
