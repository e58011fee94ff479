import type { IncomingMessage, ServerResponse } from 'node:http';
import { METHOD } from 'imshop-contracts';
import type { HitOf } from '../faults/integration-faults.js';
import { magicHit } from '../faults/magic-ids.js';
import type { Hit } from '../faults/rules.js';
import type { Integration } from '../integration.js';
import type { Completion, Entry } from '../journal/entry.js';
import type { MockState } from '../state.js';
import type { Answer } from './answer.js';
import { GIVEN_UP } from './body.js';

/** One request to an integration, from its arrival to the end of its answer. */
export class Exchange {
  readonly integration: Integration;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly entry: Entry;
  readonly #state: MockState;
  readonly #hitOf: HitOf;
  /** Which of the integration's pushes this is, from 1; 0 where it is none. */
  readonly #number: number;
  #answer: Completion = { outcome: 'aborted', accepted: false };
  #spoilt = false;
  #isGivenUp = false;

  constructor(state: MockState, integration: Integration, request: IncomingMessage, response: ServerResponse) {
    const { method = '', url: path = '', rawHeaders } = request;
    this.#state = state;
    this.integration = integration;
    this.request = request;
    this.response = response;
    this.entry = integration.arrive({ method, path, rawHeaders }, integration.clock.now());
    const { number, hitOf } = method === METHOD ? integration.faults.arrive(this.entry.receivedAtMs) : NO_PUSH;
    this.#number = number;
    this.#hitOf = hitOf;
    response.once('close', () => this.close());
  }

  /** The rule that hits this request, once its customers are known; recorded where a tape runs. */
  hit(userIds: readonly string[]): Hit | undefined {
    const hit = this.#hitOf(() => userIds);
    if (hit) this.#state.tape?.record(this.integration.slug, this.#number, hit, this.entry.receivedAtMs);
    return hit ?? (this.integration.settings.magicIds ? magicHit(userIds) : undefined);
  }

  /** What the journal is to say once the answer is out. */
  answered(answer: Answer, more: Partial<Completion> = {}): void {
    this.#answer = { ...completionOf(answer), ...more };
  }

  /** What the journal is to say of an answer that a fault spoils, however its connection ends. */
  faulted(completion: Completion): void {
    this.#answer = completion;
    this.#spoilt = true;
  }

  /** The answer is out, or the connection ended before it was. */
  close(): void {
    const isOut = this.response.writableFinished || this.#spoilt;
    this.complete(isOut ? this.#answer : unanswered(this.#answer));
  }

  /** The rest of the body is no HTTP, and was answered as such. */
  giveUp(completion: Completion): void {
    this.#isGivenUp = true;
    this.request.emit(GIVEN_UP);
    this.complete(completion);
  }

  /** Whether the body turned out malformed, which can be before anybody began to read it. */
  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /** Only the first completion counts. */
  complete(completion: Completion): void {
    this.#state.complete(this.integration, this.entry, completion);
  }
}

/** Only pushes are shown to fault rules. */
const NO_PUSH = { number: 0, hitOf: () => undefined };

/** What was accepted stays accepted, though the sender never heard of it. */
function unanswered({ status: _status, response: _response, ...rest }: Completion): Completion {
  return { ...rest, outcome: 'aborted' };
}

/** A 400 may list half a million faults; the journal keeps the beginning. */
const MAX_KEPT_CHARACTERS = 65_536;

/** A copy of the beginning: a mere slice would hold on to the whole. */
function kept(text: string): string {
  return text.length <= MAX_KEPT_CHARACTERS ? text : Buffer.from(text.slice(0, MAX_KEPT_CHARACTERS)).toString();
}

function completionOf({ outcome, status, body, row, push, advisories, notBeforeMs, hint }: Answer): Completion {
  return {
    outcome,
    status,
    response: kept(body),
    row,
    accepted: push !== undefined,
    advisories,
    ...(notBeforeMs === undefined ? {} : { notBeforeMs }),
    ...(hint === undefined ? {} : { hint }),
  };
}
