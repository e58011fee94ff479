import type { MockEvent } from '../../src/api/events.js';
import { MockApiError } from '../../src/base/errors.js';
import type { Inspector } from './inspector.js';
import { pause } from './pause.js';

const AGAIN_AFTER_MS = 500;

export interface Watcher {
  onConnect(): void;
  onEvent(event: MockEvent): void;
  onLost(): void;
}

/**
 * Watches the events of the mock for as long as the page lives, and goes on after each break where it left. The browser's own
 * `EventSource` would do, if it could send the admin token in a header.
 */
export async function watchEvents(inspector: Inspector, watcher: Watcher): Promise<never> {
  let lastEventId: number | undefined;
  for (;;) {
    try {
      const events = await inspector.mock.events({ coalesce: true, ...(lastEventId !== undefined && { lastEventId }) });
      watcher.onConnect();
      for await (const event of events) {
        lastEventId = event.id;
        watcher.onEvent(event);
      }
    } catch (error) {
      if (error instanceof MockApiError && error.status === 401) await tokenGiven(inspector);
    }
    watcher.onLost();
    await pause(AGAIN_AFTER_MS);
  }
}

function tokenGiven({ token }: Inspector): Promise<void> {
  token.refuse();
  return new Promise((resolve) => {
    const stop = token.isWanted.subscribe((isWanted) => {
      if (isWanted) return;
      queueMicrotask(() => stop());
      resolve();
    });
  });
}
