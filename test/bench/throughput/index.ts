import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMock } from 'imshop-mock';
import { canPin } from '../measuring/cores.js';
import { LoadProcess } from '../measuring/load/load-process.js';
import { CONTENDERS, type ContenderName } from './contenders/index.js';
import { OPENAPI_FILE } from './contenders/peers.js';
import { install } from './install.js';
import { type Installed, Meter } from './measure.js';
import { optionsFromEnvironment } from './options.js';
import { type Figures, report } from './report.js';

/*
 * Start, requests a second and memory of the mock, of frameworks and of other mocks, against a bare handler. Interleaved rounds on one
 * machine; ratios of medians. Each measurement has a process of its own. Peers are installed, by exact version, into a
 * folder of the machine's temporary ones; one that cannot be is left out. Set in the environment:
 *
 *   ROUNDS=3                rounds of every case with every contender
 *   SECONDS=2               length of a measurement, after WARM_UP_MS=700
 *   STARTS=15               starts measured of every contender
 *   CONTENDERS=mock,express some of bare, mock, express, fastify, prism, mockoon, mountebank; bare always is
 *   CASES=1-id,invalid      some of 1-id, 1000-ids (the same each time), 1000-other-ids (of 200 bodies), invalid, 429
 *   CONNECTIONS=16          connections kept open
 *   MEMORY_REQUESTS=200000  requests of one id before memory is read again, or as many as are answered in MEMORY_SECONDS=40
 *   BENCH_CACHE=DIRECTORY   where peers are installed
 */
const options = optionsFromEnvironment();
const isPinned = canPin();
const vendorOpenapi = await openapi();
const installed = options.contenders.flatMap((name) => installedOrSkipped(name));
const figures = new Map<Installed, Figures>(
  installed.map((one) => [one, { title: one.contender.title, startsMs: [], runs: new Map() }]),
);

await using load = new LoadProcess(isPinned);
const meter = new Meter(load, options, isPinned);
for (let round = 0; round < options.starts; round += 1) {
  tell(`start ${round + 1} of ${options.starts}`);
  await ofEach(async (one, { startsMs }) => void startsMs.push(await meter.startMs(one)));
}
for (let round = 0; round < options.rounds; round += 1) {
  for (const name of options.cases) {
    tell(`round ${round + 1} of ${options.rounds}, ${name}`);
    await ofEach(async (one, { runs }) => {
      if (!one.contender.cases.includes(name)) return;
      runs.set(name, [...(runs.get(name) ?? []), await meter.throughput(one, name)]);
    });
  }
}
tell('memory');
await ofEach(async (one, each) => {
  each.memory = await meter.memory(one);
});
process.stdout.write(`${report([...figures.values()], options, isPinned)}\n`);

function installedOrSkipped(name: ContenderName): readonly Installed[] {
  const contender = CONTENDERS[name];
  try {
    const folder = install(contender);
    writeFileSync(join(folder, OPENAPI_FILE), vendorOpenapi);
    return [{ contender, folder }];
  } catch (error) {
    process.stdout.write(`${contender.title} is skipped, as it cannot be installed: ${reasonOf(error)}\n`);
    return [];
  }
}

/** One contender after the other; a peer that fails is left out from then on, and the rest goes on. */
async function ofEach(measure: (one: Installed, figures: Figures) => Promise<void>): Promise<void> {
  for (const [one, each] of [...figures]) {
    try {
      await measure(one, each);
    } catch (error) {
      if (one.contender === CONTENDERS.bare) throw error;
      figures.delete(one);
      process.stdout.write(`${each.title} is left out, as it failed: ${reasonOf(error)}\n`);
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error);
}

/** What the mock says of the vendor's endpoint, for the peers that want a document. */
async function openapi(): Promise<string> {
  await using mock = await startMock({ port: 0 });
  const response = await fetch(`${mock.origin}/_mock/vendor-openapi.json`);
  return await response.text();
}

function tell(what: string): void {
  process.stderr.write(`${what}\n`);
}
