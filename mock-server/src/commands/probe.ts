import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { isLoopback } from '../settings/admin-token.js';
import { SettingsError } from '../settings/errors.js';
import { integer } from '../settings/kinds.js';
import { PROBE_INTERVAL_MS } from '../tools/probe/pace.js';
import { printed } from '../tools/probe/print.js';
import { probe as askEndpoint } from '../tools/probe/probe.js';
import { QUESTIONS } from '../tools/probe/questions.js';
import { EXIT } from './exit.js';
import { tell } from './tell.js';
import { untilStopped } from './until-stopped.js';
import { checkWritable } from './writable.js';

/** The address of the endpoint, as the reference client has it too. */
const PUSH_URL_VARIABLE = 'IMSHOP_PUSH_URL';

const DEFAULT_FILE = 'imshop-probe.json';
const MAX_INTERVAL_MS = 3_600_000;

/** The flags of the command, unchecked. */
export interface ProbeFlags {
  readonly url?: string;
  readonly out?: string;
  readonly confirm?: string;
  readonly intervalMs?: string;
}

/** Asks a real endpoint, once its host's name was typed. Exits 0 where all is as the mock, 1 where something differs. */
export async function probe(flags: ProbeFlags): Promise<number> {
  const { out = DEFAULT_FILE } = flags;
  const url = endpointOf(flags.url);
  const intervalMs = intervalOf(flags.intervalMs, url);
  tell(plan(url, intervalMs, out));
  if (!(await confirmed(url.host, flags.confirm))) {
    tell(`nothing was sent: this needs the host's name, ${url.host}, typed or given with --confirm`);
    return EXIT.usage;
  }
  await checkWritable('--out', out);

  const report = await untilStopped((signal) => askEndpoint(url, { intervalMs, signal }));
  await writeFile(out, `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(printed(report));
  tell(`saved ${out}`);
  if (report.stopped !== undefined) return EXIT.usage;
  return report.results.every(({ differences }) => differences.length === 0) ? EXIT.ok : EXIT.failed;
}

function plan({ host }: URL, intervalMs: number, out: string): string {
  const seconds = Math.ceil(((QUESTIONS.length - 1) * intervalMs) / 1000);
  return `${QUESTIONS.length} requests to ${host}, none of which can deliver a push, in about ${seconds} s; saved to ${out}`;
}

/** Whether the host's name was given, or is typed now. Without a terminal nobody can type it. */
async function confirmed(host: string, given: string | undefined): Promise<boolean> {
  if (given !== undefined || !process.stdin.isTTY) return given === host;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    lines.setPrompt(`type the host's name to go on (${host}): `);
    lines.prompt();
    const [line] = await Promise.race([once(lines, 'line'), once(lines, 'close')]);
    return String(line).trim() === host;
  } finally {
    lines.close();
  }
}

/** The value is not shown: its path is the secret. */
function endpointOf(flag: string | undefined): URL {
  const url = flag ?? process.env[PUSH_URL_VARIABLE] ?? '';
  if (URL.canParse(url) && /^https?:/i.test(url)) return new URL(url);
  const value = url === '' ? undefined : '(not shown)';
  throw new SettingsError([{ name: '--url', value, allowed: `an http or https URL (or ${PUSH_URL_VARIABLE})` }]);
}

/** Only an endpoint of one's own may be asked faster. */
function intervalOf(text: string | undefined, { hostname }: URL): number {
  const least = isLoopback(hostname.replace(/^\[|\]$/g, '')) ? 0 : PROBE_INTERVAL_MS;
  const kind = integer(least, MAX_INTERVAL_MS);
  const intervalMs = kind.parse(text ?? PROBE_INTERVAL_MS);
  if (intervalMs !== undefined) return intervalMs;
  const allowed = `${kind.allowed}, less than ${PROBE_INTERVAL_MS} on loopback only`;
  throw new SettingsError([{ name: '--interval-ms', value: text, allowed }]);
}
