import { once } from 'node:events';
import { DEFAULT_SLUG, DEMO_SLUG, type PushPath } from '../api/push-path.js';
import { logDefect } from '../base/internal-error.js';
import { VERSION } from '../base/version.js';
import type { MockState } from '../core/mock-state.js';
import { mutationOf } from '../mutants/index.js';
import { NO_MUTANT } from '../mutants/names.js';
import { type Serving, serve } from '../server/listener.js';
import type { MockServer } from '../server/mock-server.js';
import { type Command, EXIT } from './command.js';
import { createMock, mockFlags } from './create-mock.js';

/** Serves until SIGTERM or SIGINT. */
export const start: Command = {
  flags: mockFlags(),
  async run(flags) {
    const planes = await createMock(flags);
    const stopped = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
    const serving = await serve(planes);
    announce(planes, serving);
    const demo = planes.state.settings.demo ? runDemo(planes, serving) : undefined;
    await stopped;
    await serving.close();
    await demo;
    return EXIT.ok;
  },
};

/** Imports the demo on need. It ends with the mock. */
async function runDemo({ path, state }: MockServer, { origin }: Serving): Promise<void> {
  try {
    const { sendDemoTraffic } = await import('../tools/demo/index.js');
    await sendDemoTraffic(state, path, origin);
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
  const isTokenRandom = state.adminToken !== state.settings.adminToken;
  if (isTokenRandom) process.stderr.write(`admin token: ${state.adminToken}\n`);
  // On a terminal the banner has just said it.
  if (!process.stderr.isTTY) state.logger.info({ url: origin, version: VERSION, seed: state.seed }, 'listening');
}

function banner(origin: string, pushUrl: string, { seed, settings }: MockState, path: PushPath): string {
  const { demo, mutant } = settings;
  const demoPath = path.of(DEMO_SLUG);
  const demoLine = demo ? `  demo     ${origin}/#/${path.slugOf(demoPath)}, sent to ${origin}${demoPath}\n` : '';
  const mutantLine = mutant === NO_MUTANT ? '' : `  mutant   ${mutant}: ${mutationOf(mutant).help}\n`;
  return `imshop-mock ${VERSION} is listening
  push to  ${pushUrl}
  look at  ${origin}
  control  ${origin}/_mock/openapi.json
  seed     ${seed}
${demoLine}${mutantLine}  stop     Ctrl-C
`;
}
