import type { ActiveFault, FaultRule, Scenario, ScenarioState } from '../api/faults.js';
import type { Waiting } from '../bounds/waiting.js';
import type { IntegrationClock } from '../clock.js';
import { NO_SCENARIO, ScenarioRun } from '../scenarios/scenario-run.js';
import { FaultRules, type Hit } from './rules.js';

/** Tells the rule that hits a request, once its customers are known. */
export type HitOf = (userIds: () => readonly string[]) => Hit | undefined;

const NO_HIT: HitOf = () => undefined;

/** What fails on purpose at one integration: its rules, its scenario, and the answers that wait because of them. */
export class IntegrationFaults {
  readonly #clock: IntegrationClock;
  readonly #seed: number;
  readonly #onPhase: (state: ScenarioState) => void;
  readonly #allWaiting: Waiting;
  readonly #waiting = new Set<() => void>();
  readonly #rules: FaultRules;
  /** Goes before the rules. */
  #over = new FaultRules('');
  #run: ScenarioRun | undefined;
  #requests = 0;

  /** @param allWaiting The answers that wait in the whole mock. */
  constructor(clock: IntegrationClock, seed: number, onPhase: (state: ScenarioState) => void, allWaiting: Waiting) {
    this.#allWaiting = allWaiting;
    this.#clock = clock;
    this.#seed = seed;
    this.#onPhase = onPhase;
    this.#rules = new FaultRules(`${seed}`);
  }

  get active(): readonly ActiveFault[] {
    return this.#rules.active;
  }

  get scenario(): ScenarioState {
    return this.#run?.state ?? NO_SCENARIO;
  }

  add(rule: FaultRule): ActiveFault {
    return this.#rules.add(rule, this.#clock.now());
  }

  /** Removes one rule, or all; false where there is none of this id. */
  remove(id?: string): boolean {
    if (id !== undefined) return this.#rules.remove(id);
    this.#rules.clear();
    return true;
  }

  /** Rules that go before all others, in place of those that did; what hung because of one is given up with it. */
  lay(rules: readonly FaultRule[]): void {
    const hung = this.#over.active.some(({ fault }) => fault.type === 'hang');
    const over = new FaultRules(`${this.#seed}/state`, 'state-');
    for (const rule of rules) over.add(rule, this.#clock.now());
    this.#over = over;
    if (hung && !rules.some(({ fault }) => fault.type === 'hang')) this.giveUp();
  }

  /** Begins a scenario, in place of the one that runs. */
  start(scenario: Scenario): void {
    this.#run?.stop();
    this.#run = new ScenarioRun(scenario, this.#clock, `${this.#seed}/scenario`, () => this.#onPhase(this.scenario));
  }

  /** Ends the scenario and gives up every answer that hangs or waits. */
  stop(): void {
    this.#run?.stop();
    this.#run = undefined;
    this.giveUp();
  }

  giveUp(): void {
    for (const giveUp of [...this.#waiting]) giveUp();
  }

  /** Calls back when a waiting answer is given up, until the returned function is called. */
  onGiveUp(callback: () => void): () => void {
    this.#waiting.add(callback);
    const forget = this.#allWaiting.add(callback);
    return () => {
      this.#waiting.delete(callback);
      forget();
    };
  }

  /**
   * Counts a request at its arrival, from 1. Rules that look at customers see it when its body is in; all others at once, so that
   * hits follow the order of arrival. A rule of the integration goes before one of the scenario, what was laid over both before either.
   */
  arrive(nowMs: number): { readonly number: number; readonly hitOf: HitOf } {
    this.#requests += 1;
    return { number: this.#requests, hitOf: this.#show(nowMs) };
  }

  #show(nowMs: number): HitOf {
    this.#run?.arrive();
    const sources = [this.#over, this.#rules, ...(this.#run ? [this.#run.rules] : [])].filter(({ size }) => size > 0);
    if (sources.length === 0) return NO_HIT;
    const hits = sources.map((rules): HitOf => {
      if (rules.looksAtCustomers) return (userIds) => rules.look({ nowMs, userIds })?.hit();
      const hit = rules.look({ nowMs, userIds: () => [] })?.hit();
      return () => hit;
    });
    return (userIds) => hits.map((hitOf) => hitOf(userIds)).find((hit) => hit !== undefined);
  }
}
