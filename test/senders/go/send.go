// Sends a push to every customer of a job, at most once: a request that may have been delivered is never repeated.
// Started again with the same job, it resumes. Two senders at the same time share the rate limit.
// Exit code 0: every push was accepted. 1: some were not, or their result is unknown; standard error gives the reason.
//
//	IMSHOP_PUSH_URL=https://... IMSHOP_JOB=job.json go run send.go
//
// Go 1.19, standard library; Linux and macOS.
// job.json: {"userIds": ["79991234567"], "message": {"title": "", "summary": ""}, "deeplink": ""}
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const batchSize = 1000

var (
	pushURL  = os.Getenv("IMSHOP_PUSH_URL")
	jobFile  = os.Getenv("IMSHOP_JOB")
	window   = milliseconds("IMSHOP_RATE_LIMIT_WINDOW_MS", 60_000)
	timeout  = milliseconds("IMSHOP_TIMEOUT_MS", 75_000)
	pace     = window*102/100/time.Duration(number("IMSHOP_RATE_LIMIT_REQUESTS", 10)) + 50*time.Millisecond
	maxWait  = 10 * window
	journal  = jobFile + ".journal"
	turnFile = filepath.Join(os.TempDir(), fmt.Sprintf("imshop-%x.turn", sha256.Sum256([]byte(pushURL))))
)

type message struct {
	Title   string `json:"title"`
	Summary string `json:"summary"`
}

// The format of the job file and of each push.
type push struct {
	UserIDs  []string `json:"userIds"`
	Message  message  `json:"message"`
	Deeplink string   `json:"deeplink,omitempty"`
}

// The result of a batch, the maximum number of tries, and the pause before the next request.
type outcome struct {
	result, text string
	tries        int
	pause        time.Duration
}

type answer struct {
	sent       bool
	status     int
	retryAfter string
	text       string
}

func main() {
	var job push
	must(json.Unmarshal(must1(os.ReadFile(jobFile)), &job))
	if !sendAll(job) {
		os.Exit(1)
	}
}

func sendAll(job push) bool {
	var userIDs []string
	seen := map[string]bool{}
	for _, id := range job.UserIDs {
		if !seen[id] {
			seen[id] = true
			userIDs = append(userIDs, id)
		}
	}
	allAccepted := true
	for start := 0; start < len(userIDs); start += batchSize {
		end := start + batchSize
		if end > len(userIDs) {
			end = len(userIDs)
		}
		batch := start/batchSize + 1
		got := deliver(batch, toJSON(push{userIDs[start:end], job.Message, job.Deeplink}))
		if got.result == "accepted" {
			continue
		}
		allAccepted = false
		fmt.Fprintf(os.Stderr, "batch %d (from %s) %s: %s\n", batch, userIDs[start], got.result, got.text)
		if got.result != "skipped" {
			break
		}
	}
	return allAccepted
}

func deliver(batch int, body []byte) outcome {
	for attempt := 1; ; attempt++ {
		got := inTurn(batch, body, attempt)
		if attempt >= got.tries {
			return got
		}
	}
}

// One sender of this machine at a time; the lock is released when the process exits.
func inTurn(batch int, body []byte, attempt int) outcome {
	turn := must1(os.OpenFile(turnFile, os.O_RDWR|os.O_CREATE, 0o600))
	defer turn.Close()
	must(syscall.Flock(int(turn.Fd()), syscall.LOCK_EX))
	switch lastResult(batch) {
	case "accepted":
		return outcome{result: "accepted"}
	case "intent":
		return outcome{result: "skipped", text: "an earlier run may have delivered it"}
	}
	next, _ := strconv.ParseInt(strings.TrimSpace(string(must1(io.ReadAll(turn)))), 10, 64)
	wait := time.Until(time.UnixMilli(next))
	if wait > maxWait {
		wait = maxWait
	}
	time.Sleep(wait)
	record(batch, "intent")
	pause(turn, pace) // in case the sender is stopped before the answer
	got := judge(post(body), attempt)
	if got.result != "unknown" {
		record(batch, got.result)
	}
	pause(turn, got.pause)
	return got
}

func judge(got answer, attempt int) outcome {
	if !got.sent {
		return outcome{"refused", got.text, 6, window / 4 * time.Duration(attempt)}
	}
	if got.status == 429 {
		wait := retryAfter(got.retryAfter)
		if wait > maxWait {
			return outcome{"refused", "429, Retry-After: " + got.retryAfter, 0, pace}
		}
		return outcome{"refused", "still 429 after 5 tries", 5, wait + 50*time.Millisecond}
	}
	if got.status == 0 {
		return outcome{"unknown", got.text, 0, pace}
	}
	var parsed map[string]any
	success, known := any(nil), json.Unmarshal([]byte(got.text), &parsed) == nil
	text := fmt.Sprintf("%d %.300s", got.status, got.text)
	if known {
		success = parsed["success"]
		for _, key := range []string{"error", "message"} {
			if reason, ok := parsed[key].(string); ok {
				text = fmt.Sprintf("%d %s", got.status, reason)
			}
		}
	}
	switch {
	case got.status == 200 && success == true:
		return outcome{"accepted", text, 0, pace}
	case got.status == 200 && success == false, got.status >= 400 && got.status < 500:
		return outcome{"refused", text, 0, pace}
	}
	return outcome{"unknown", text, 0, pace}
}

// Reads seconds or a date; returns a full window if it is neither, or not in the future.
func retryAfter(value string) time.Duration {
	wait := time.Duration(0)
	if regexp.MustCompile(`^\d+$`).MatchString(value) {
		seconds, err := strconv.ParseInt(value, 10, 32)
		if err != nil {
			return maxWait + 1
		}
		wait = time.Duration(seconds) * time.Second
	} else if date, err := http.ParseTime(value); err == nil {
		wait = time.Until(date)
	}
	if wait > 0 {
		return wait
	}
	return window
}

// Sets `sent` when there is a connection: without one, nothing was sent. One time-out covers everything.
func post(body []byte) (got answer) {
	trace := &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { got.sent = true }}
	request := must1(http.NewRequest(http.MethodPost, pushURL, bytes.NewReader(body)))
	request = request.WithContext(httptrace.WithClientTrace(request.Context(), trace))
	request.Header.Set("Content-Type", "application/json")
	client := http.Client{
		Timeout:       timeout,
		Transport:     &http.Transport{DisableKeepAlives: true, Proxy: http.ProxyFromEnvironment},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	response, err := client.Do(request)
	if err != nil {
		got.text = "no answer: " + strings.ReplaceAll(err.Error(), pushURL, "…")
		return got
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		got.text = "incomplete answer: " + err.Error()
		return got
	}
	got.status, got.retryAfter, got.text = response.StatusCode, response.Header.Get("Retry-After"), string(text)
	return got
}

func pause(turn *os.File, wait time.Duration) {
	must(turn.Truncate(0))
	must1(turn.WriteAt([]byte(fmt.Sprint(time.Now().Add(wait).UnixMilli()+1)), 0))
}

// Written to disk before the request is sent, so that the next run knows of it.
func record(batch int, result string) {
	file := must1(os.OpenFile(journal, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600))
	defer file.Close()
	must1(fmt.Fprintf(file, "%d %s\n", batch, result))
	must(file.Sync())
}

func lastResult(batch int) (result string) {
	text, _ := os.ReadFile(journal)
	for _, line := range strings.Split(string(text), "\n") {
		if of, rest, found := strings.Cut(line, " "); found && of == strconv.Itoa(batch) {
			result = rest
		}
	}
	return result
}

func toJSON(value any) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	must(encoder.Encode(value))
	return bytes.TrimSpace(text.Bytes())
}

func number(name string, fallback int) int {
	value, err := strconv.Atoi(os.Getenv(name))
	if err != nil {
		return fallback
	}
	return value
}

func milliseconds(name string, fallback int) time.Duration {
	return time.Duration(number(name, fallback)) * time.Millisecond
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func must1[T any](value T, err error) T {
	must(err)
	return value
}
