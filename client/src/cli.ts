#!/usr/bin/env node
import { main } from './command/main.js';

const [stop, cut] = [new AbortController(), new AbortController()];
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => (stop.signal.aborted ? cut : stop).abort(new Error(`ended by ${signal}`)));
}

// Who reads a list may stop early, as head does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await main({
  argv: process.argv.slice(2),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  stop: stop.signal,
  cut: cut.signal,
});
