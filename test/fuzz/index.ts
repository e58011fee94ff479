import { mkdirSync, writeFileSync } from 'node:fs';
import { integerFrom } from '../bench/measuring/options.js';
import { campaign, caseOf, DEADLINE_MS, type Finding } from './campaign.js';
import { figures, progress } from './figures.js';
import { bytesOf, type FuzzCase } from './fuzz-case.js';
import { batchesFor } from './kinds.js';
import { MockProcess } from './mock-process.js';
import { Sender } from './sender.js';
import { shrunk } from './shrink.js';
import { told } from './told.js';

/** `npm run fuzz`: hostile input for a mock in a process of its own. `SEED` and `CASE` make one case again. */
const { CASE } = process.env;
const REQUESTS = integerFrom('REQUESTS', 1_000_000);
const CONNECTIONS = integerFrom('CONNECTIONS', 64, 1000);
const PROGRESS_EVERY_MS = 10_000;
/** What fails once more fails soon, unless it hangs. */
const SHRINK_DEADLINE_MS = 1_000;
const FOLDER = '.results';

const seed = integerFrom('SEED', Date.now() % 2 ** 31, 2 ** 31);
const say = (line: string) => process.stdout.write(`${line}\n`);
const mock = await MockProcess.start();
const batches = await batchesFor(mock.origin);
say(`seed ${seed}, mock at ${mock.origin}`);
if (CASE === undefined) await fuzz();
else await again(caseOf({ seed, batches }, Number(CASE)));

async function fuzz(): Promise<void> {
  const startedAtMs = performance.now();
  const seconds = () => (performance.now() - startedAtMs) / 1_000;
  let saidAtMs = startedAtMs;
  const report = await campaign({
    origin: mock.origin,
    seed,
    requests: REQUESTS,
    connections: CONNECTIONS,
    batches,
    awaitsAbandoned: true,
    onBatch(soFar) {
      if (performance.now() - saidAtMs < PROGRESS_EVERY_MS) return;
      saidAtMs = performance.now();
      say(progress(soFar, seconds()));
    },
  });
  for (const finding of report.findings) await show(finding);
  const crashes = mock.isGone ? 1 : 0;
  const code = await mock.stop();
  for (const line of mock.said.slice(0, 20)) say(`the mock said: ${line.slice(0, 1_000)}`);
  const outcome = { report, seconds: seconds(), crashes: crashes + (code === 0 ? 0 : 1), said: mock.said };
  say(figures(outcome));
  say(`seed                 ${seed}`);
  process.exitCode = report.findings.length + outcome.crashes + outcome.said.length > 0 ? 1 : 0;
}

/** Prints a finding in as few bytes as still show it, and keeps them as a file. */
async function show(finding: Finding): Promise<void> {
  const fails = (fuzzCase: FuzzCase) => failsAlike(fuzzCase, finding);
  const found = mock.isGone ? finding : { ...finding, fuzzCase: await shrunk(finding.fuzzCase, fails) };
  mkdirSync(FOLDER, { recursive: true });
  const file = `${FOLDER}/fuzz-${seed}-${finding.number}.bin`;
  writeFileSync(file, bytesOf(found.fuzzCase));
  say(`${told(found)}\n  in ${file}; again: SEED=${seed} CASE=${finding.number} npm run fuzz`);
}

/** Fewer bytes may fail in another way: an unfinished request, left so, is a hang of the sender's own. */
async function failsAlike(fuzzCase: FuzzCase, { fault: sought }: Finding): Promise<boolean> {
  if (mock.isGone) return false;
  using sender = new Sender(mock.origin, SHRINK_DEADLINE_MS);
  const { fault } = await sender.perform(fuzzCase);
  return fault?.split(':')[0] === sought.split(':')[0];
}

async function again(fuzzCase: FuzzCase): Promise<void> {
  using sender = new Sender(mock.origin, DEADLINE_MS);
  const ending = fuzzCase.ending === 'abandon' ? 'half-close' : fuzzCase.ending;
  const { statuses, fault } = await sender.perform({ ...fuzzCase, ending });
  say(told({ number: Number(CASE), fuzzCase, fault: fault ?? `answered ${statuses.join(', ') || 'nothing'}` }));
  await mock.stop();
  process.exitCode = fault === undefined && mock.said.length === 0 ? 0 : 1;
}
