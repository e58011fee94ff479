import { NO_PRECEDENTS, type Precedents } from '../advisories/index.js';
import { type Answer, notJson, rateLimited } from '../answers/answer.js';
import { lastKept } from '../base/last-kept.js';
import { answersNormally } from '../faults/fault-handlers.js';
import { NOT_EVALUATED, type RuleMatch } from '../faults/rules.js';
import type { Completion, ReceivedBody } from '../log/entry.js';
import { ADMITTED } from '../rate-limiter/index.js';
import { judge, refusalOf } from './decide.js';
import type { Arrival, Arriving, Come, Decision, Intake } from './intake.js';
import { parseJson } from './json.js';
import { type Content, KnownBodies } from './known-bodies.js';
import type { MockState } from './mock-state.js';
import { Reader } from './reader.js';

/** Requests of a mock that keeps its state to itself. */
export class LocalIntake implements Intake {
  readonly #state: MockState;
  readonly #bodies = new KnownBodies();
  readonly #reader = new Reader();
  readonly #rateLimited = lastKept(rateLimited);

  constructor(state: MockState) {
    this.#state = state;
  }

  arrive({ slug, isPush, method, path, rawHeaders }: Arriving): Arrival {
    const integration = this.#state.integration(slug);
    const nowMs = integration.clock.now();
    const entry = integration.arrive({ method, path, rawHeaders }, nowMs);
    const sighting = isPush ? integration.faults.evaluateAtArrival(nowMs) : NOT_EVALUATED;
    return { integration, entry, admission: isPush ? integration.admit(nowMs) : ADMITTED, sighting };
  }

  /** Loads what words refusals, so that no decision waits for it. */
  warmUp(): Promise<void> {
    return this.#reader.load();
  }

  receive({ integration, entry }: Arrival, body: ReceivedBody): void {
    integration.journal.receive(entry, body);
  }

  decide(arrival: Arrival, come: Come): Decision | Promise<Decision> {
    const { integration, entry, admission } = arrival;
    const { settings } = integration;
    const body = this.#bodies.same(come.body);
    integration.journal.receive(entry, body.received);
    const refused = refusalOf(come, admission, entry.receivedAtMs, settings, this.#rateLimited);
    if (refused) return this.#decided(arrival, refused, undefined);
    const known = this.#reader.known(body, settings);
    if (known) return this.#judged(arrival, known);

    const parsed = parseJson(body.received.bytes);
    if (!parsed.ok) return this.#decided(arrival, notJson(parsed.row, parsed.why, settings.envelope), undefined);
    const content = this.#reader.read(body, parsed.value, settings);
    return content instanceof Promise
      ? content.then((read) => this.#judged(arrival, read))
      : this.#judged(arrival, content);
  }

  complete({ integration, entry }: Arrival, completion: Completion): void {
    const isFirst = integration.complete(entry, completion);
    if (isFirst && !integration.retired.aborted) this.#state.events.appendRequest(entry);
  }

  stray(method: string, path: string): string {
    const requestId = this.#state.unroutedId();
    this.#state.events.append('unknown-path', null, { requestId, method, path: path.slice(0, MAX_SHOWN_PATH) });
    return requestId;
  }

  #judged(arrival: Arrival, content: Content): Decision {
    const { integration, entry } = arrival;
    const { settings } = integration;
    const { verdict, last } = content;
    const precedents = verdict.ok ? integration.precedents(verdict.push, entry.receivedAtMs) : NO_PRECEDENTS;
    if (last && last.settings === settings && isSame(last.precedents, precedents)) {
      return this.#decided(arrival, last.answer, content);
    }
    const answer = judge(content, settings, precedents);
    content.last = { settings, precedents, answer };
    return this.#decided(arrival, answer, content);
  }

  #decided(arrival: Arrival, right: Answer, content: Content | undefined): Decision {
    const { integration, entry } = arrival;
    const own = integration.mutation.answer(right);
    const hit = this.#hit(arrival, content);
    const accepted = own.push !== undefined && (!hit || answersNormally(hit.rule.fault) || hit.rule.accepted === true);
    // Neither where the journal was emptied, nor where the sender left, before it was known what came.
    const isKnown = !entry.forgotten && entry.completion === undefined;
    if (own.push && accepted && isKnown) integration.deliver(own.push, entry.receivedAtMs);
    return { own, hit, accepted };
  }

  /** The rule that hits a request, once its customers are known; recorded where a tape runs. */
  #hit({ integration, entry, sighting }: Arrival, content: Content | undefined): RuleMatch | undefined {
    const userIds = content?.verdict.ok ? content.verdict.push.userIds : [];
    const hit = integration.faults.matchFor(sighting, entry.receivedAtMs, userIds);
    if (hit) this.#state.tape?.record(integration.slug, sighting.requestNumber, hit, entry.receivedAtMs);
    return hit ?? (integration.settings.magicIds ? content?.magic : undefined);
  }
}

function isSame(one: Precedents, other: Precedents): boolean {
  return one.repeated === other.repeated && one.reach === other.reach;
}

/** Characters of an unknown path that its event shows. */
const MAX_SHOWN_PATH = 256;
