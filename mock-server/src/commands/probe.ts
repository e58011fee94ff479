import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { SettingsError } from '../settings/errors.js';
import { isLoopback } from '../settings/hosts.js';
import { integer } from '../settings/kinds.js';
import { probe as askEndpoint, PROBE_INTERVAL_MS } from '../tools/probe/probe.js';
import { QUESTIONS } from '../tools/probe/questions.js';
import { formatProbeReport } from '../tools/probe/report.js';
import { assertWritable, type Command, EXIT, printError, withAbortOnStopSignal } from './command.js';

/** The URL of the endpoint; the reference client reads the same variable. */
const PUSH_URL_VARIABLE = 'IMSHOP_PUSH_URL';

const DEFAULT_FILE = 'imshop-probe.json';
const MAX_INTERVAL_MS = 3_600_000;

const FLAGS = {
  url: { argument: 'URL', help: `URL of the endpoint (default: ${PUSH_URL_VARIABLE})` },
  out: { argument: 'FILE', help: `file for the result, for --fidelity and for an issue (default: ${DEFAULT_FILE})` },
  confirm: { argument: 'HOST', help: 'name of the host, if there is no terminal to type it' },
  intervalMs: {
    argument: 'NUMBER',
    help: `pause between an answer and the next question (default: ${PROBE_INTERVAL_MS}; less on loopback only)`,
  },
} as const;

/**
 * Compares a real endpoint with the mock, once the name of its host was typed. Exits 0 if both answer the same, 1 if they
 * differ, 2 if not every question was asked.
 */
export const probe: Command<typeof FLAGS> = {
  flags: FLAGS,
  async run({ out = DEFAULT_FILE, ...flags }) {
    const url = endpointOf(flags.url);
    const intervalMs = intervalOf(flags.intervalMs, url);
    printError(plan(url, intervalMs, out));
    if (!(await isConfirmed(url.host, flags.confirm))) {
      printError(`nothing was sent: type the name of the host, ${url.host}, or give it with --confirm`);
      return EXIT.notRun;
    }
    await assertWritable('--out', out);

    const report = await withAbortOnStopSignal((signal) => askEndpoint(url, { intervalMs, signal }));
    await writeFile(out, `${JSON.stringify(report, null, 2)}\n`);
    process.stdout.write(formatProbeReport(report));
    printError(`saved ${out}`);
    if (report.stopped !== undefined) return EXIT.notRun;
    return report.results.every(({ differences }) => differences.length === 0) ? EXIT.ok : EXIT.failed;
  },
};

function plan({ host }: URL, intervalMs: number, out: string): string {
  const seconds = Math.ceil(((QUESTIONS.length - 1) * intervalMs) / 1000);
  return `${QUESTIONS.length} requests to ${host}, none of which can deliver a push, in about ${seconds} s; saved to ${out}`;
}

/** Compares the name of the host with the given one, or with the one typed now. */
async function isConfirmed(host: string, given: string | undefined): Promise<boolean> {
  if (given !== undefined || !process.stdin.isTTY) return given === host;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    lines.setPrompt(`type the name of the host to continue (${host}): `);
    lines.prompt();
    const [line] = await Promise.race([once(lines, 'line'), once(lines, 'close')]);
    return String(line).trim() === host;
  } finally {
    lines.close();
  }
}

/** No error shows the value: its path is the secret. */
function endpointOf(flag: string | undefined): URL {
  const url = flag ?? process.env[PUSH_URL_VARIABLE] ?? '';
  if (URL.canParse(url) && /^https?:/i.test(url)) return new URL(url);
  const value = url === '' ? undefined : '(not shown)';
  throw new SettingsError([{ name: '--url', value, allowed: `an http or https URL (or ${PUSH_URL_VARIABLE})` }]);
}

/** Only an endpoint on this machine may be asked faster. */
function intervalOf(text: string | undefined, { hostname }: URL): number {
  const min = isLoopback(hostname.replace(/^\[|\]$/g, '')) ? 0 : PROBE_INTERVAL_MS;
  const kind = integer(min, MAX_INTERVAL_MS);
  const intervalMs = kind.parse(text ?? PROBE_INTERVAL_MS);
  if (intervalMs !== undefined) return intervalMs;
  const allowed = `${kind.allowed}, less than ${PROBE_INTERVAL_MS} on loopback only`;
  throw new SettingsError([{ name: '--interval-ms', value: text, allowed }]);
}
