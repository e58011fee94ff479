import type { Phase, Scenario, ScenarioState } from '../api/faults.js';
import type { IntegrationClock } from '../base/clock.js';
import { FaultRules } from '../faults/rules.js';

/** A scenario on its way through its phases. */
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

  /** @param onPhase Called when a phase begins, and when all are over; not for the first. */
  constructor(scenario: Scenario, clock: IntegrationClock, seed: string, onPhase: () => void) {
    this.#scenario = scenario;
    this.#clock = clock;
    this.#seed = seed;
    this.#onPhase = onPhase;
    this.#rules = new FaultRules(seed);
    this.#begin(0, clock.now());
  }

  /** The rules in force; a request is shown to them after `arrive`. */
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

  /** Counts a request: one more than a phase is for begins the next. */
  arrive(): void {
    const limit = this.#current?.for;
    if (limit?.requests !== undefined && this.#requests >= limit.requests) this.#next(this.#clock.now());
    this.#requests += 1;
  }

  stop(): void {
    this.#cancelTimer();
  }

  get #current(): Phase | undefined {
    return this.#scenario.phases[this.#phase];
  }

  #next(atMs: number): void {
    const isLast = this.#phase === this.#scenario.phases.length - 1;
    if (isLast) this.#rounds += 1;
    this.#begin(isLast && this.#scenario.loop ? 0 : this.#phase + 1, atMs);
    this.#onPhase();
  }

  /** A phase is over by time; where the clock leapt over whole rounds, so are they. */
  #fallDue(endsAtMs: number): void {
    // A timer of the machine may go off a little early.
    const lateMs = Math.max(0, this.#clock.now() - endsAtMs);
    const leaptMs = lateMs < this.#roundMs ? 0 : lateMs - (lateMs % this.#roundMs);
    this.#rounds += leaptMs / this.#roundMs;
    this.#next(endsAtMs + leaptMs);
  }

  /** How long a round takes; infinite where that is not for the clock to say. */
  get #roundMs(): number {
    const { loop = false, phases } = this.#scenario;
    const endless = Number.POSITIVE_INFINITY;
    return loop ? phases.reduce((sum, { for: limit }) => sum + (limit?.ms ?? endless), 0) : endless;
  }

  #begin(phase: number, atMs: number): void {
    this.#phase = phase;
    this.#requests = 0;
    this.#rules = this.#rulesOf(phase);
    for (const rule of this.#current?.faults ?? []) this.#rules.add(rule, atMs);
    const limit = this.#current?.for;
    this.#endAt(limit?.ms === undefined ? undefined : atMs + limit.ms);
  }

  #rulesOf(phase: number): FaultRules {
    return new FaultRules(`${this.#seed}/${this.#rounds}/${phase}`, `scenario-${phase}-`);
  }

  #endAt(endsAtMs: number | undefined): void {
    this.#cancelTimer();
    this.#endsAtMs = endsAtMs;
    if (endsAtMs === undefined) return;
    this.#cancelTimer = this.#clock.after(endsAtMs - this.#clock.now(), () => this.#fallDue(endsAtMs));
  }
}

/** The state where no scenario runs. */
export const NO_SCENARIO: ScenarioState = { scenario: null, phase: null, requests: 0, remainingMs: null, rounds: 0 };
