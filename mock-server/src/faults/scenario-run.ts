import type { Phase, Scenario, ScenarioState } from '../api/faults.js';
import type { IntegrationClock } from '../base/clock.js';
import { FaultRules } from './rules.js';

/** A running scenario. */
export class ScenarioRun {
  readonly #scenario: Scenario;
  readonly #clock: IntegrationClock;
  readonly #seed: string;
  readonly #onPhase: () => void;
  #rules: FaultRules;
  #phase = -1;
  #requests = 0;
  #rounds = 0;
  #endsAtMs: number | undefined;
  #cancelTimer: () => void = () => {};

  /** @param onPhase Called at the start of each phase but the first, and at the end of the scenario. */
  constructor(scenario: Scenario, clock: IntegrationClock, seed: string, onPhase: () => void) {
    this.#scenario = scenario;
    this.#clock = clock;
    this.#seed = seed;
    this.#onPhase = onPhase;
    this.#rules = new FaultRules(seed);
    this.#startPhase(0, clock.now());
  }

  /** The rules of the current phase; `countRequest` comes before their evaluation. */
  get rules(): FaultRules {
    return this.#rules;
  }

  get state(): ScenarioState {
    return {
      scenario: this.#scenario,
      phase: this.#current ? this.#phase : null,
      requests: this.#requests,
      remainingMs: this.#endsAtMs === undefined ? null : Math.max(0, this.#endsAtMs - this.#clock.now()),
      rounds: this.#rounds,
    };
  }

  /** Counts a request; the first one beyond the phase's number of requests starts the next phase. */
  countRequest(): void {
    const limit = this.#current?.for;
    if (limit?.requests !== undefined && this.#requests >= limit.requests) this.#startNext(this.#clock.now());
    this.#requests += 1;
  }

  stop(): void {
    this.#cancelTimer();
  }

  get #current(): Phase | undefined {
    return this.#scenario.phases[this.#phase];
  }

  #startNext(atMs: number): void {
    const isLast = this.#phase === this.#scenario.phases.length - 1;
    if (isLast) this.#rounds += 1;
    this.#startPhase(isLast && this.#scenario.loop ? 0 : this.#phase + 1, atMs);
    this.#onPhase();
  }

  /** Ends a phase by time. Whole rounds that the clock skipped are counted as completed. */
  #endPhase(endsAtMs: number): void {
    // A timer of the machine may fire slightly early.
    const lateMs = Math.max(0, this.#clock.now() - endsAtMs);
    const skippedMs = lateMs < this.#roundMs ? 0 : lateMs - (lateMs % this.#roundMs);
    this.#rounds += skippedMs / this.#roundMs;
    this.#startNext(endsAtMs + skippedMs);
  }

  /** Length of a round; infinite if it does not depend on time alone. */
  get #roundMs(): number {
    const { loop = false, phases } = this.#scenario;
    const endless = Number.POSITIVE_INFINITY;
    return loop ? phases.reduce((sum, { for: limit }) => sum + (limit?.ms ?? endless), 0) : endless;
  }

  #startPhase(phase: number, atMs: number): void {
    this.#phase = phase;
    this.#requests = 0;
    this.#rules = new FaultRules(`${this.#seed}/${this.#rounds}/${phase}`, `scenario-${phase}-`);
    for (const rule of this.#current?.faults ?? []) this.#rules.add(rule, atMs);
    const limit = this.#current?.for;
    this.#endAt(limit?.ms === undefined ? undefined : atMs + limit.ms);
  }

  #endAt(endsAtMs: number | undefined): void {
    this.#cancelTimer();
    this.#endsAtMs = endsAtMs;
    if (endsAtMs === undefined) return;
    this.#cancelTimer = this.#clock.after(endsAtMs - this.#clock.now(), () => this.#endPhase(endsAtMs));
  }
}

/** The state of an integration without a scenario. */
export const NO_SCENARIO: ScenarioState = { scenario: null, phase: null, requests: 0, remainingMs: null, rounds: 0 };
