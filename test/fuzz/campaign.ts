import { rawRequest } from '../wire/raw-request.js';
import { Abandoned } from './abandoned.js';
import { type FuzzCase, type Generator, kept } from './fuzz-case.js';
import { Random } from './random.js';
import { type Performed, Sender } from './sender.js';

export interface CampaignOptions {
  readonly origin: string;
  readonly seed: number;
  /** About how many requests to send. */
  readonly requests: number;
  readonly connections: number;
  /** Kinds of cases by the batch: what belongs to one batch never meets what another has set. */
  readonly batches: readonly (readonly Generator[])[];
  /** Whether to wait for the other side to end what was left open. */
  readonly awaitsAbandoned: boolean;
  readonly onBatch?: (report: Report) => void;
}

/** A case that showed what must not be. */
export interface Finding {
  readonly number: number;
  readonly fuzzCase: FuzzCase;
  readonly fault: string;
}

export interface Report {
  requests: number;
  batches: number;
  readonly byStatus: Map<number, number>;
  readonly byKind: Map<string, number>;
  readonly findings: Finding[];
  /** Connections left open that the mock ended. */
  abandoned: number;
}

const CASES_A_BATCH = 1_000;
export const DEADLINE_MS = 10_000;
/** A mock gives a request half a minute to come whole. */
const PATIENCE_MS = 45_000;
/** Enough to look at. */
const MAX_FINDINGS = 20;

const RESET = kept('reset', rawRequest('', { target: '/_mock/reset', body: '' }));
const GOOD = [
  kept('good push', rawRequest('v-0')),
  kept('good call', rawRequest('', { method: 'GET', target: '/_mock/health', body: '' }), 'GET'),
];

/** The case of a number: the same seed and number make the same case. */
export function caseOf({ seed, batches }: Pick<CampaignOptions, 'seed' | 'batches'>, number: number): FuzzCase {
  const random = new Random(seed, number);
  const kinds = batches[Math.floor(number / CASES_A_BATCH) % batches.length] ?? [];
  const generator = random.pick(kinds);
  if (!generator) throw new Error('a batch of no kinds');
  return generator(random);
}

/** Sends batches of cases over many connections at once, and after each a good request to both planes. */
export async function campaign(options: CampaignOptions): Promise<Report> {
  const { origin, requests, connections, awaitsAbandoned, onBatch } = options;
  const report: Report = {
    requests: 0,
    batches: 0,
    byStatus: new Map(),
    byKind: new Map(),
    findings: [],
    abandoned: 0,
  };
  const find = (number: number, fuzzCase: FuzzCase, fault: string) => report.findings.push({ number, fuzzCase, fault });
  using abandoned = new Abandoned(origin, PATIENCE_MS, (left) =>
    find(-1, left, 'a connection left open is never ended'),
  );
  const senders = Array.from({ length: connections }, () => new Sender(origin, DEADLINE_MS));
  let next = 0;

  const work = async (sender: Sender, end: number) => {
    while (next < end) {
      const number = next++;
      const fuzzCase = caseOf(options, number);
      report.requests += fuzzCase.requests ?? 1;
      add(report.byKind, fuzzCase.kind);
      if (fuzzCase.ending === 'abandon' && !abandoned.isFull) await abandoned.add(fuzzCase);
      else note(number, fuzzCase, await sender.perform(leaving(fuzzCase)));
    }
  };
  const note = (number: number, fuzzCase: FuzzCase, { statuses, fault }: Performed) => {
    for (const status of statuses) add(report.byStatus, status);
    if (fault !== undefined) find(number, fuzzCase, fault);
  };

  while (report.requests < requests && report.findings.length < MAX_FINDINGS) {
    await Promise.all(senders.map((sender) => work(sender, (report.batches + 1) * CASES_A_BATCH)));
    report.batches += 1;
    for (const fuzzCase of await goodAgain(origin)) find(next, fuzzCase.good, fuzzCase.fault);
    report.abandoned = abandoned.ended;
    onBatch?.(report);
  }
  for (const sender of senders) sender[Symbol.dispose]();
  if (awaitsAbandoned) await abandoned.allEnded();
  report.abandoned = abandoned.ended;
  return report;
}

/** Puts everything back, and tells which good requests are not answered with 200. */
async function goodAgain(origin: string): Promise<readonly { good: FuzzCase; fault: string }[]> {
  using sender = new Sender(origin, DEADLINE_MS);
  await sender.perform(RESET);
  const faults: { good: FuzzCase; fault: string }[] = [];
  for (const good of GOOD) {
    const { statuses, fault } = await sender.perform(good);
    if (fault !== undefined || statuses.join() !== '200')
      faults.push({ good, fault: fault ?? `answered ${statuses.join()}` });
  }
  return faults;
}

/** Beyond what is held open, who would stay leaves. */
function leaving(fuzzCase: FuzzCase): FuzzCase {
  return fuzzCase.ending === 'abandon' ? { ...fuzzCase, ending: 'reset' } : fuzzCase;
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
