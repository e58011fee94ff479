import type { Integration, LedgerReport, Mock, RequestRecord } from 'imshop-mock';
import { PushClient, type Report } from 'imshop-push';
import { Dice } from './dice.js';
import { outlastsSender } from './drawn-faults.js';
import { CHUNK_SIZE, type DrawnRun } from './drawn-run.js';
import { RunClock, TOTAL_MS } from './run-clock.js';

/** The report of the client, and the records of the mock. */
export interface PerformedRun {
  readonly run: DrawnRun;
  readonly report: Report;
  readonly requests: readonly RequestRecord[];
  readonly ledger: LedgerReport;
  /** Requests until the run halted. */
  readonly requestsAtHalt?: number;
}

const MESSAGE = { title: 'Заказ 1042', summary: 'Уже в пути' };

/** Sends a push through a new client to a new integration with the drawn rules. */
export async function perform(mock: Mock, run: DrawnRun): Promise<PerformedRun> {
  const integration = mock.integration(`run-${run.seed}`);
  for (const { fault, when, times, accepted } of run.rules) {
    await integration.fail(fault, { ...when, ...(times && { times }), ...(accepted && { accepted }) });
  }
  let begun = 0;
  let requestsAtHalt: number | undefined;
  await using client = new PushClient({
    url: integration.url,
    delivery: run.delivery,
    onInvalid: run.onInvalid,
    chunkSize: CHUNK_SIZE,
    timeouts: { totalMs: TOTAL_MS },
    clock: clockFor(run, integration),
    random: new Dice(run.seed).number,
    onEvent({ type }) {
      if (type === 'attempt') begun += 1;
      if (type === 'halted') requestsAtHalt = begun;
    },
  });
  const report = await client.send({ userIds: run.input, message: MESSAGE });
  const requests = await settledRequests(integration);
  const ledger = await integration.ledger();
  return { run, report, requests, ledger, ...(requestsAtHalt !== undefined && { requestsAtHalt }) };
}

function clockFor({ rules }: DrawnRun, integration: Integration): RunClock {
  if (!rules.some(({ fault }) => outlastsSender(fault))) return new RunClock();
  return new RunClock(async () => {
    const stuck = (await integration.faults()).filter(({ fault }) => outlastsSender(fault));
    return stuck.reduce((sum, { hits }) => sum + hits, 0);
  });
}

/** The requests, after the end of every connection. */
async function settledRequests(integration: Integration): Promise<readonly RequestRecord[]> {
  for (;;) {
    const { requests } = await integration.requests();
    if (requests.every(({ outcome }) => outcome !== 'pending')) return requests;
  }
}
