export const HELP = `Usage: imshop-push send   --ids FILE --title TEXT --summary TEXT [options]
       imshop-push plan   --ids FILE --title TEXT --summary TEXT [options]
       imshop-push resume JOURNAL [options]
       imshop-push report JOURNAL [--state STATE]

  send     sends a personal push to every customer in FILE, once
  plan     says what send would do, without a request
  resume   goes on with a run that ended early: nobody gets the push twice
  report   what became of everybody; with --state, their ids

The push:
  --url URL            push address; better in IMSHOP_PUSH_URL, for it is a secret
  --ids FILE           customers' ids; - reads the standard input
  --format FORMAT      lines, csv or ndjson (default: by the file's extension, else lines)
  --column NAME        column of a CSV file, or key of NDJSON (default: the only column, else userId)
  --title TEXT         first line of the notification
  --summary TEXT       its text
  --deeplink LINK      what the application opens, e.g. slug://browse
                       Without any of these, IMSHOP_JOB names a JSON file {userIds, message, deeplink?}. Its
                       journal is kept beside it, in <job>.journal.ndjson: send, started again after whatever
                       ended it, goes on, and sends nothing where the run had ended

Delivery:
  --journal FILE       records the run, so that resume can go on with it after a crash
  --store-ids          puts ids and texts into the journal, so that resume needs neither again
  --delivery MODE      at-most-once (default) or at-least-once, for requests without a clear answer
  --on-invalid MODE    fail (default) or drop-and-resend, where the vendor names ids it cannot take
  --chunk-size N       customers in a request (default 1000)
  --rate-limit N/TIME  the vendor's limit (default 10/1m, or IMSHOP_RATE_LIMIT_REQUESTS and ..._WINDOW_MS)
  --pace-store STORE   where processes share the limit: a folder (default: one for this user), memory, or
                       redis://HOST; also IMSHOP_PACE_STORE
  --timeout TIME       how long a request waits for its whole answer (default 75s, or IMSHOP_TIMEOUT_MS)
  --dry-run            as plan

  --state STATE        accepted, rejected, unknown or not-sent
  --json               one line of JSON on the standard output
  --help, --version

Exit codes: 0 all accepted, 2 some rejected, 3 some unknown, 4 some not sent (resume goes on), 64 wrong usage.
`;
