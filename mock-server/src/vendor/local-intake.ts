import type { Verdict } from 'imshop-contracts/schema';
import { passes } from '../faults/index.js';
import { magicHit } from '../faults/magic-ids.js';
import type { Hit } from '../faults/rules.js';
import { UNSEEN } from '../faults/sighting.js';
import type { Completion, ReceivedBody } from '../journal/entry.js';
import { ADMITTED } from '../rate-window/index.js';
import type { MockState } from '../state.js';
import type { Answer } from './answer.js';
import { judge, read } from './decide.js';
import type { Arrival, Arriving, Come, Decision, Intake } from './intake.js';
import { Validator } from './validator.js';

/** Requests of a mock that keeps its state to itself. */
export class LocalIntake implements Intake {
  readonly #state: MockState;
  readonly #validator = new Validator();

  constructor(state: MockState) {
    this.#state = state;
  }

  arrive({ slug, isPush, ...arrived }: Arriving): Arrival {
    const integration = this.#state.integration(slug);
    const nowMs = integration.clock.now();
    const entry = integration.arrive(arrived, nowMs);
    const sighting = isPush ? integration.faults.arrive(nowMs) : UNSEEN;
    return { integration, entry, admission: isPush ? integration.admit(nowMs) : ADMITTED, sighting };
  }

  /** Loads what words refusals, so that no decision waits for it. */
  warmUp(): Promise<void> {
    return this.#validator.load();
  }

  receive({ integration, entry }: Arrival, body: ReceivedBody): void {
    integration.journal.receive(entry, body);
  }

  decide(arrival: Arrival, come: Come): Decision | Promise<Decision> {
    const { integration, entry, admission } = arrival;
    const { settings } = integration;
    integration.journal.receive(entry, come.body);
    const { refused, value } = read({ ...come, admission, nowMs: entry.receivedAtMs, settings });
    if (refused) return this.#decided(arrival, refused, undefined);
    const verdict = this.#validator.validate(value, settings);
    return verdict instanceof Promise
      ? verdict.then((known) => this.#judged(arrival, known))
      : this.#judged(arrival, verdict);
  }

  complete({ integration, entry }: Arrival, completion: Completion): void {
    const summary = integration.complete(entry, completion);
    if (summary && !integration.retired.aborted) this.#state.events.append('request', integration.slug, summary);
  }

  stray(method: string, path: string): string {
    const requestId = this.#state.unroutedId();
    this.#state.events.append('unknown-path', null, { requestId, method, path: path.slice(0, MAX_SHOWN_PATH) });
    return requestId;
  }

  #judged(arrival: Arrival, verdict: Verdict): Decision {
    const { integration, entry } = arrival;
    const precedents = (push: Parameters<typeof integration.precedents>[0]) =>
      integration.precedents(push, entry.receivedAtMs);
    return this.#decided(arrival, judge(verdict, integration.settings, precedents), verdict);
  }

  #decided(arrival: Arrival, right: Answer, verdict: Verdict | undefined): Decision {
    const { integration, entry } = arrival;
    const own = integration.mutation.answer(right);
    const hit = this.#hit(arrival, verdict?.ok ? verdict.push.userIds : []);
    const accepted = own.push !== undefined && (!hit || passes(hit.rule.fault) || hit.rule.accepted === true);
    if (own.push && accepted) integration.deliver(own.push, entry.receivedAtMs);
    return { own, hit, accepted };
  }

  /** The rule that hits a request, once its customers are known; recorded where a tape runs. */
  #hit({ integration, entry, sighting }: Arrival, userIds: readonly string[]): Hit | undefined {
    const hit = integration.faults.hitOf(sighting, entry.receivedAtMs, userIds);
    if (hit) this.#state.tape?.record(integration.slug, sighting.number, hit, entry.receivedAtMs);
    return hit ?? (integration.settings.magicIds ? magicHit(userIds) : undefined);
  }
}

/** Characters of an unknown path that its event shows. */
const MAX_SHOWN_PATH = 256;
