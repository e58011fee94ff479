// Sends a push to every customer of a job, at most once: a request that may have been delivered is never repeated.
// Started again with the same job, it resumes. Two senders at the same time share the rate limit.
// Exit code 0: every push was accepted. 1: some were not, or their result is unknown; standard error gives the reason.
//
//   IMSHOP_PUSH_URL=https://... IMSHOP_JOB=job.json java Send.java
//
// Java 17, no library; if you have a JSON library, remove the class Json at the end.
// job.json: {"userIds": ["79991234567"], "message": {"title": "", "summary": ""}, "deeplink": ""}
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;

public class Send {
    static final String PUSH_URL = System.getenv("IMSHOP_PUSH_URL");
    static final String JOB_FILE = System.getenv("IMSHOP_JOB");
    static final long LIMIT_REQUESTS = Long.parseLong(setting("IMSHOP_RATE_LIMIT_REQUESTS", "10"));
    static final long WINDOW_MS = Long.parseLong(setting("IMSHOP_RATE_LIMIT_WINDOW_MS", "60000"));
    static final long TIMEOUT_MS = Long.parseLong(setting("IMSHOP_TIMEOUT_MS", "75000"));
    static final long PACE_MS = WINDOW_MS * 102 / 100 / LIMIT_REQUESTS + 50;
    static final long MAX_WAIT_MS = 10 * WINDOW_MS;
    static final int BATCH_SIZE = 1000;
    static final List<Class<?>> UNCONNECTED =
            List.of(ConnectException.class, HttpConnectTimeoutException.class, SSLHandshakeException.class);
    static final Path JOURNAL = Path.of(JOB_FILE + ".journal");
    static final Path TURN_FILE = Path.of(setting("TMPDIR", "/tmp"), "imshop-" + sha256(PUSH_URL) + ".turn");

    /** The result of a batch, the maximum number of tries, and the pause before the next request. */
    record Outcome(String result, String text, int tries, long pauseMs) {
        Outcome(String result, String text) {
            this(result, text, 0, PACE_MS);
        }
    }

    record Answer(boolean sent, int status, String retryAfter, String text) {}

    public static void main(String[] arguments) throws Exception {
        System.exit(sendAll((Map<?, ?>) Json.parse(Files.readString(Path.of(JOB_FILE)))) ? 0 : 1);
    }

    static boolean sendAll(Map<?, ?> job) throws Exception {
        var userIds = List.copyOf(new LinkedHashSet<>((List<?>) job.get("userIds")));
        var errors = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
        boolean allAccepted = true;
        for (int start = 0; start < userIds.size(); start += BATCH_SIZE) {
            var push = new LinkedHashMap<String, Object>();
            push.put("userIds", userIds.subList(start, Math.min(start + BATCH_SIZE, userIds.size())));
            push.put("message", message(job));
            if (job.get("deeplink") != null) push.put("deeplink", job.get("deeplink"));
            int number = start / BATCH_SIZE + 1;
            var outcome = deliver(number, Json.write(push));
            if (outcome.result.equals("accepted")) continue;
            allAccepted = false;
            errors.printf("batch %d (from %s) %s: %s%n", number, userIds.get(start), outcome.result, outcome.text);
            if (!outcome.result.equals("skipped")) break;
        }
        return allAccepted;
    }

    static Map<String, Object> message(Map<?, ?> job) {
        var message = new LinkedHashMap<String, Object>();
        for (var key : List.of("title", "summary")) message.put(key, ((Map<?, ?>) job.get("message")).get(key));
        return message;
    }

    static Outcome deliver(int number, String body) throws Exception {
        for (int attempt = 1; ; attempt++) {
            var outcome = inTurn(number, body, attempt);
            if (attempt >= outcome.tries) return outcome;
        }
    }

    /** One sender of this machine at a time; the lock is released when the process exits. */
    static Outcome inTurn(int number, String body, int attempt) throws Exception {
        try (var turn = FileChannel.open(TURN_FILE, CREATE, READ, WRITE); var lock = turn.lock()) {
            var known = lastResult(number);
            if (known.equals("accepted")) return new Outcome("accepted", "");
            if (known.equals("intent"))
                return new Outcome("skipped", "an earlier run may have delivered it");
            // Only through this channel: closing any channel of the file releases the lock.
            var next = ByteBuffer.allocate(20);
            turn.read(next);
            var digits = new String(next.array(), 0, next.position(), UTF_8).strip();
            long nextMs = digits.isEmpty() ? 0 : Long.parseLong(digits);
            long waitMs = nextMs - System.currentTimeMillis();
            Thread.sleep(Math.max(0, Math.min(waitMs, MAX_WAIT_MS)));
            recordResult(number, "intent");
            pause(turn, PACE_MS); // in case the sender is stopped before the answer
            var outcome = judge(post(body), attempt);
            if (!outcome.result.equals("unknown")) recordResult(number, outcome.result);
            pause(turn, outcome.pauseMs);
            return outcome;
        }
    }

    static Outcome judge(Answer answer, int attempt) {
        int status = answer.status;
        if (!answer.sent) return new Outcome("refused", answer.text, 6, WINDOW_MS / 4 * attempt);
        if (status == 429) {
            long waitMs = retryAfterMs(answer.retryAfter) + 50;
            if (waitMs > MAX_WAIT_MS) return new Outcome("refused", "429, Retry-After: " + answer.retryAfter);
            return new Outcome("refused", "still 429 after 5 tries", 5, waitMs);
        }
        if (status == 0) return new Outcome("unknown", answer.text);
        var parsed = parse(answer.text);
        var success = parsed.get("success");
        var reason = parsed.get("message") != null ? parsed.get("message") : parsed.get("error");
        var text = status + " " + (reason != null ? reason : "%.300s".formatted(answer.text));
        if (status == 200 && Boolean.TRUE.equals(success)) return new Outcome("accepted", text);
        if (status == 200 && Boolean.FALSE.equals(success)) return new Outcome("refused", text);
        return new Outcome(status >= 400 && status < 500 ? "refused" : "unknown", text);
    }

    /** Reads seconds or a date; returns a full window if it is neither, or not in the future. */
    static long retryAfterMs(String value) {
        long ms = 0;
        if (value.matches("[0-9]+")) {
            ms = new BigInteger(value).min(BigInteger.valueOf(Integer.MAX_VALUE)).longValue() * 1000;
        } else {
            try {
                var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
                ms = date.toInstant().toEpochMilli() - System.currentTimeMillis();
            } catch (DateTimeException neither) {
                // treated as missing
            }
        }
        return ms > 0 ? ms : WINDOW_MS;
    }

    static Map<?, ?> parse(String text) {
        try {
            return Json.parse(text) instanceof Map<?, ?> object ? object : Map.of();
        } catch (RuntimeException malformed) {
            return Map.of();
        }
    }

    /** A new client for each request, so that no connection is reused. One time-out covers everything. */
    static Answer post(String body) throws InterruptedException {
        var limit = Duration.ofMillis(TIMEOUT_MS);
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(limit).build();
        var request = HttpRequest.newBuilder(URI.create(PUSH_URL)).header("Content-Type", "application/json");
        request.POST(HttpRequest.BodyPublishers.ofString(body));
        var sending = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
        try {
            var response = sending.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            var retryAfter = response.headers().firstValue("Retry-After").orElse("");
            return new Answer(true, response.statusCode(), retryAfter, response.body());
        } catch (TimeoutException late) {
            return new Answer(true, 0, "", "no complete answer within " + TIMEOUT_MS + " ms");
        } catch (ExecutionException failed) {
            var cause = failed.getCause();
            boolean sent = UNCONNECTED.stream().noneMatch(error -> error.isInstance(cause));
            return new Answer(sent, 0, "", cause.toString());
        }
    }

    static void pause(FileChannel turn, long pauseMs) throws Exception {
        turn.truncate(0);
        turn.write(ByteBuffer.wrap(Long.toString(System.currentTimeMillis() + pauseMs).getBytes(UTF_8)), 0);
    }

    /** Written to disk before the request is sent, so that the next run knows of it. */
    static void recordResult(int number, String result) throws Exception {
        Files.writeString(JOURNAL, number + " " + result + "\n", CREATE, APPEND, SYNC);
    }

    static String lastResult(int number) throws Exception {
        var result = "";
        for (var line : Files.exists(JOURNAL) ? Files.readAllLines(JOURNAL) : List.<String>of())
            if (line.startsWith(number + " ")) result = line.substring(line.indexOf(' ') + 1);
        return result;
    }

    static String setting(String name, String fallback) {
        return System.getenv().getOrDefault(name, fallback);
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return String.format("%064x", new BigInteger(1, digest));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A minimal JSON parser and printer. */
    static final class Json {
        private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f]");
        private final String text;
        private int at;

        private Json(String text) {
            this.text = text;
        }

        static Object parse(String text) {
            var json = new Json(text);
            var value = json.value();
            json.space();
            if (json.at < text.length()) throw new IllegalArgumentException("more than one value");
            return value;
        }

        private Object value() {
            if (took('{')) return members();
            if (took('[')) return items();
            return took('"') ? string() : word();
        }

        private Map<String, Object> members() {
            var members = new LinkedHashMap<String, Object>();
            if (took('}')) return members;
            do {
                expect('"');
                var name = string();
                expect(':');
                members.put(name, value());
            } while (took(','));
            expect('}');
            return members;
        }

        private List<Object> items() {
            var items = new ArrayList<Object>();
            if (took(']')) return items;
            do items.add(value());
            while (took(','));
            expect(']');
            return items;
        }

        private String string() {
            var result = new StringBuilder();
            for (char next = text.charAt(at++); next != '"'; next = text.charAt(at++))
                result.append(next == '\\' ? escaped(text.charAt(at++)) : next);
            return result.toString();
        }

        private char escaped(char letter) {
            if (letter == 'u') return (char) Integer.parseInt(text.substring(at, at += 4), 16);
            int known = "bfnrt".indexOf(letter);
            return known < 0 ? letter : "\b\f\n\r\t".charAt(known);
        }

        private Object word() {
            int start = at;
            while (at < text.length() && " \t\r\n,]}".indexOf(text.charAt(at)) < 0) at++;
            var word = text.substring(start, at);
            if (word.equals("null")) return null;
            return word.matches("true|false") ? (Object) Boolean.valueOf(word) : Double.valueOf(word);
        }

        private void expect(char wanted) {
            if (!took(wanted)) throw new IllegalArgumentException("no " + wanted + " at " + at);
        }

        private boolean took(char wanted) {
            space();
            boolean there = at < text.length() && text.charAt(at) == wanted;
            if (there) at++;
            return there;
        }

        private void space() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
        }

        static String write(Object value) {
            if (value instanceof List<?> items)
                return items.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
            if (value instanceof Map<?, ?> members)
                return members.entrySet().stream()
                        .map(member -> write(member.getKey()) + ":" + write(member.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            var escaped = ((String) value).replace("\\", "\\\\").replace("\"", "\\\"");
            var shown = CONTROL.matcher(escaped).replaceAll(one -> "\\\\u%04x".formatted((int) one.group().charAt(0)));
            return '"' + shown + '"';
        }
    }
}
