import type { Clock } from '../../base/clock.js';
import { VERSION } from '../../base/version.js';
import { type Outcome, pauseBeforeRetryMs } from './retry.js';
import type { Scene } from './story.js';

/** No name of a browser or a library: whoever reads the journal sees who it was. */
const USER_AGENT = `imshop-mock-demo/${VERSION}`;

/** A fault may keep an answer back for ever. */
const TIMEOUT_MS = 10_000;

/** What a story is played with. */
export interface Stage {
  /** Where it is sent. */
  readonly url: string;
  readonly clock: Clock;
  /** Ends the play, also in the middle of a request. */
  readonly stopping: AbortSignal;
  /** Told of each request that was tried. Default: nobody. */
  readonly onTried?: (scene: Scene, outcome: Outcome) => void;
}

/** Sends one request after the other, and what failed once more; resolves when the story or the stage ends. */
export async function play(scenes: Iterable<Scene>, stage: Stage): Promise<void> {
  for (const scene of scenes) {
    await pause(scene.gapMs, stage);
    await deliver(scene, stage);
    if (stage.stopping.aborted) return;
  }
}

async function deliver(scene: Scene, stage: Stage): Promise<void> {
  for (let tries = 1; !stage.stopping.aborted; tries += 1) {
    const outcome = await post(scene.body, stage);
    if (stage.stopping.aborted) return;
    stage.onTried?.(scene, outcome);
    const pauseMs = pauseBeforeRetryMs(scene.kind, outcome, tries);
    if (pauseMs === undefined) return;
    await pause(pauseMs, stage);
  }
}

async function post(body: string, { url, stopping }: Stage): Promise<Outcome> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': USER_AGENT },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([stopping, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await answer.arrayBuffer();
    return { status: answer.status, retryAfter: answer.headers.get('retry-after') };
  } catch {
    return 'lost';
  }
}

function pause(delayMs: number, { clock, stopping }: Stage): Promise<void> {
  if (stopping.aborted || delayMs === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = () => {
      cancel();
      resolve();
    };
    const cancel = clock.after(delayMs, () => {
      stopping.removeEventListener('abort', stop);
      resolve();
    });
    stopping.addEventListener('abort', stop, { once: true });
  });
}
