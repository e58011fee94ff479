import { expect } from 'vitest';
import { PUSH, post } from '../post.js';
import type { Stage } from '../stage.js';

/** Calls the mock of each test as Pact's verifiers do, and sees what a sender sees. */
export class StateVerifier {
  readonly #at: Stage;

  constructor(at: Stage) {
    this.#at = at;
  }

  /** A call for a state, byte for byte. */
  call(body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    return fetch(`${this.#at.mock.origin}/_mock/pact-states`, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  setUp(state: string, params: object = {}): Promise<void> {
    return this.#change('setup', state, params);
  }

  tearDown(state: string, params: object = {}): Promise<void> {
    return this.#change('teardown', state, params);
  }

  async statusOf(slug: string, push = PUSH): Promise<number> {
    return (await post(this.#at.mock.url(slug), push)).status;
  }

  /** Status and body, or what became of the connection. */
  answerOf(slug: string, push = PUSH, signal?: AbortSignal): Promise<string> {
    return post(this.#at.mock.url(slug), push, {}, signal).then(
      ({ status, body }) => `${status} ${body}`,
      ({ name, cause }: { name: string; cause?: { code: string } }) => cause?.code ?? name,
    );
  }

  /** As `answerOf`, of a request that hangs: the sender leaves after a minute, and the journal says why. */
  async silenceOf(slug: string): Promise<string> {
    const leaving = new AbortController();
    const answer = this.answerOf(slug, PUSH, leaving.signal);
    await this.pending(slug);
    await this.#at.mock.integration(slug).clock({ advanceMs: 60_000 });
    leaving.abort();
    await this.#at.mock.integration(slug).verify({ outcome: 'faulted', waitMs: 60_000 });
    return answer;
  }

  /** Resolves when a request is in and not answered. */
  async pending(slug: string): Promise<void> {
    await this.#at.mock.integration(slug).verify({ outcome: 'pending', match: {}, waitMs: 60_000 });
  }

  async #change(action: 'setup' | 'teardown', state: string, params: object): Promise<void> {
    const response = await this.call({ action, state, params });
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining(action)]);
  }
}
