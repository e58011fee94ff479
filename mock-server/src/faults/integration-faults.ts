import type { ActiveFault, FaultRule, Scenario, ScenarioState } from '../api/faults.js';
import type { IntegrationClock } from '../base/clock.js';
import type { PendingAnswers } from '../limits/pending-answers.js';
import {
  evaluateAtArrival,
  FaultRules,
  type RuleEvaluation,
  type RuleMatch,
  type RuleSources,
  resolveMatch,
} from './rules.js';
import { NO_SCENARIO, ScenarioRun } from './scenario-run.js';

/** The faults of one integration: its rules, its scenario, and the answers that wait because of them. */
export class IntegrationFaults {
  readonly #clock: IntegrationClock;
  readonly #seed: number;
  readonly #onPhase: (state: ScenarioState) => void;
  readonly #allPending: PendingAnswers;
  readonly #pending = new Set<() => void>();
  readonly #rules: FaultRules;
  /** Rules that take precedence over all others. */
  #overrides = new FaultRules('');
  #run: ScenarioRun | undefined;
  #requests = 0;

  /** @param allPending The answers that wait in the whole mock. */
  constructor(
    clock: IntegrationClock,
    seed: number,
    onPhase: (state: ScenarioState) => void,
    allPending: PendingAnswers,
  ) {
    this.#allPending = allPending;
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

  /** Removes one rule, or all; false if there is no rule with this id. */
  remove(id?: string): boolean {
    if (id !== undefined) return this.#rules.remove(id);
    this.#rules.clear();
    return true;
  }

  /** Replaces the rules that take precedence over all others. An answer that hangs is aborted if no `hang` remains among them. */
  setOverrides(rules: readonly FaultRule[]): void {
    const hung = hangs(this.#overrides.active);
    this.#overrides = new FaultRules(`${this.#seed}/state`, 'state-');
    for (const rule of rules) this.#overrides.add(rule, this.#clock.now());
    if (hung && !hangs(rules)) this.abortPending();
  }

  /** Starts a scenario and stops the current one. */
  startScenario(scenario: Scenario): void {
    this.#run?.stop();
    const onPhase = () => this.#onPhase(this.scenario);
    this.#run = new ScenarioRun(scenario, this.#clock, `${this.#seed}/scenario`, onPhase);
  }

  /** Stops the scenario and aborts every answer that hangs or waits. */
  stopScenario(): void {
    this.#run?.stop();
    this.#run = undefined;
    this.abortPending();
  }

  abortPending(): void {
    for (const abort of [...this.#pending]) abort();
  }

  /** Calls back if the waiting answer must be aborted, until the returned function is called. */
  onAbort(callback: () => void): () => void {
    this.#pending.add(callback);
    const remove = this.#allPending.add(callback);
    return () => {
      this.#pending.delete(callback);
      remove();
    };
  }

  /** Counts a request at its arrival and evaluates the rules. */
  evaluateAtArrival(nowMs: number): RuleEvaluation {
    this.#requests += 1;
    this.#run?.countRequest();
    return evaluateAtArrival(this.#requests, this.#sources, nowMs);
  }

  /** The rule that matches a request, once its customers are known. */
  matchFor(evaluation: RuleEvaluation, nowMs: number, userIds: readonly string[]): RuleMatch | undefined {
    if (evaluation.results.length === 0) return undefined;
    return resolveMatch(evaluation, this.#sources, nowMs, userIds);
  }

  /** In order of precedence. */
  get #sources(): RuleSources {
    return [this.#overrides, this.#rules, this.#run?.rules];
  }
}

function hangs(rules: readonly FaultRule[]): boolean {
  return rules.some(({ fault }) => fault.type === 'hang');
}
