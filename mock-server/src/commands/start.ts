import { once } from 'node:events';
import { DEFAULT_SLUG, DEMO_SLUG, type PushPath } from '../api/push-path.js';
import { logDefect } from '../base/internal-error.js';
import { VERSION } from '../base/version.js';
import type { MockState } from '../core/mock-state.js';
import { mutationOf } from '../mutants/index.js';
import { HEALTHY } from '../mutants/names.js';
import { type Serving, serve } from '../server/listener.js';
import type { MockServer } from '../server/mock-server.js';
import { strayVariables } from '../settings/layers.js';
import { EXIT } from './exit.js';
import type { Flags } from './flags.js';
import { mockOf } from './mock-of.js';
import { keepYoungHeapSmall } from './young-heap.js';

/** Serves until SIGTERM or SIGINT. */
export async function start(flags: Flags): Promise<number> {
  keepYoungHeapSmall();
  const planes = await mockOf(flags);
  const stopped = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  const serving = await serve(planes);
  announce(planes, serving);
  const demo = planes.state.settings.demo ? demonstrate(planes, serving) : undefined;
  await stopped;
  await serving.close();
  await demo;
  return EXIT.ok;
}

/** Loaded when asked for. Ends with the mock. */
async function demonstrate({ path, state }: MockServer, { origin }: Serving): Promise<void> {
  try {
    const { demonstrate: run } = await import('../tools/demo/index.js');
    await run(state, path, origin);
  } catch (error) {
    if (!state.stopping.aborted) logDefect(state.logger, error);
  }
}

function announce({ path, state }: MockServer, { origin, port }: Serving): void {
  const pushUrl = origin + path.of(DEFAULT_SLUG);
  process.stdout.write(
    state.settings.json
      ? `${JSON.stringify({ url: origin, pushUrl, port, pid: process.pid })}\n`
      : banner(origin, pushUrl, state, path),
  );
  const tokenWasMade = state.adminToken !== state.settings.adminToken;
  if (tokenWasMade) process.stderr.write(`admin token: ${state.adminToken}\n`);
  // Who watches a terminal has just read it.
  if (!process.stderr.isTTY) state.logger.info({ url: origin, version: VERSION, seed: state.seed }, 'listening');
  const unknown = strayVariables(process.env);
  if (unknown.length > 0) state.logger.warn({ unknown }, 'environment variables that are no settings');
}

function banner(origin: string, pushUrl: string, { seed, settings }: MockState, path: PushPath): string {
  const { demo, mutant } = settings;
  const wrong = mutant === HEALTHY ? '' : `  mutant   ${mutant}: ${mutationOf(mutant).help}\n`;
  const demoPath = path.of(DEMO_SLUG);
  const shown = demo ? `  demo     ${origin}/#/${path.slugOf(demoPath)}, sent to ${origin}${demoPath}\n` : '';
  return `imshop-mock ${VERSION} is listening
  push to  ${pushUrl}
  look at  ${origin}
  control  ${origin}/_mock/openapi.json
  seed     ${seed}
${shown}${wrong}  stop     Ctrl-C
`;
}
