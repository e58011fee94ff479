import type { ActiveFault, FaultRule } from '../api/faults.js';
import { seededRandom } from '../base/random.js';

/** A rule that matched a request. */
export interface RuleMatch {
  readonly id: string;
  readonly rule: FaultRule;
  /** Key of the random numbers that the fault draws. */
  readonly randomKey: string;
}

/** Fault rules in order. Each counts every request; of the rules that apply to one, the first matches. */
export class FaultRules {
  readonly #seed: string;
  readonly #prefix: string;
  #rules: Rule[] = [];
  #added = 0;

  /**
   * @param seed Random numbers follow from it and from the requests alone.
   * @param prefix Prefix of the ids of these rules.
   */
  constructor(seed: string, prefix = '') {
    this.#seed = seed;
    this.#prefix = prefix;
  }

  /** True if a rule depends on the customers of a request, so that it can be evaluated only after the body. */
  get dependsOnCustomers(): boolean {
    return this.#rules.some(({ rule }) => rule.when?.userId !== undefined);
  }

  get active(): ActiveFault[] {
    return this.#rules.map(({ id, rule, hits }) => ({ id, ...rule, hits }));
  }

  get size(): number {
    return this.#rules.length;
  }

  add(rule: FaultRule, nowMs: number): ActiveFault {
    this.#added += 1;
    const name = `fault-${this.#added}`;
    const id = this.#prefix + name;
    this.#rules.push(new Rule(id, rule, nowMs, `${this.#seed}/${name}`));
    return { id, ...rule, hits: 0 };
  }

  /** Removes a rule; false if there is no rule with this id. */
  remove(id: string): boolean {
    const before = this.#rules.length;
    this.#rules = this.#rules.filter((rule) => rule.id !== id);
    return this.#rules.length < before;
  }

  clear(): void {
    this.#rules = [];
  }

  /** Evaluates every rule for one request, since each counts it. */
  evaluate(nowMs: number, userIds: readonly string[]): RuleMatch | undefined {
    const [first] = this.#rules.filter((rule) => rule.evaluate(nowMs, userIds));
    return first?.match();
  }
}

class Rule {
  readonly id: string;
  readonly rule: FaultRule;
  readonly #addedAtMs: number;
  readonly #seed: string;
  #evaluated = 0;
  #hits = 0;

  constructor(id: string, rule: FaultRule, addedAtMs: number, seed: string) {
    this.id = id;
    this.rule = rule;
    this.#addedAtMs = addedAtMs;
    this.#seed = seed;
  }

  get hits(): number {
    return this.#hits;
  }

  /** Counts a request; true if the rule applies to it. */
  evaluate(nowMs: number, userIds: readonly string[]): boolean {
    const { times = Number.POSITIVE_INFINITY, when = {} } = this.rule;
    if (when.userId !== undefined && !userIds.includes(when.userId)) return false;
    this.#evaluated += 1;
    const number = this.#evaluated;
    const { first, nth, every, probability, windowMs } = when;
    return (
      this.#hits < times &&
      (first === undefined || number <= first) &&
      (nth === undefined || number === nth) &&
      (every === undefined || number % every === 0) &&
      (windowMs === undefined || nowMs - this.#addedAtMs < windowMs) &&
      (probability === undefined || seededRandom(`${this.#randomKey}/probability`) < probability)
    );
  }

  /** Counts a match with the request that was evaluated last. */
  match(): RuleMatch {
    this.#hits += 1;
    return { id: this.id, rule: this.rule, randomKey: this.#randomKey };
  }

  get #randomKey(): string {
    return `${this.#seed}/${this.#evaluated}`;
  }
}

/** Rules from several sources. If rules of two sources match, that of the earlier source wins. */
export type RuleSources = readonly (FaultRules | undefined)[];

/** The result of one source at the arrival of a request: final, or deferred until the customers are known. */
type SourceResult =
  | { readonly type: 'evaluated'; readonly match: RuleMatch | undefined }
  | { readonly type: 'deferred' };

/** The rules of an integration, evaluated at the arrival of a request. */
export interface RuleEvaluation {
  /** Number of the push at its integration, from 1; 0 for a request that is not a push. */
  readonly requestNumber: number;
  /** One result a source; none if no source has a rule. */
  readonly results: readonly SourceResult[];
}

/** Of a request that is not a push: rules do not count it. */
export const NOT_EVALUATED: RuleEvaluation = { requestNumber: 0, results: [] };

const NO_MATCH: SourceResult = { type: 'evaluated', match: undefined };

/**
 * Evaluates rules at the arrival of a request, so that matches follow the order of arrival. A source with a rule that
 * depends on customers is deferred as a whole, because the first of its rules that applies matches.
 */
export function evaluateAtArrival(requestNumber: number, sources: RuleSources, nowMs: number): RuleEvaluation {
  if (sources.every((rules) => rules === undefined || rules.size === 0)) return { requestNumber, results: [] };
  const results = sources.map((rules): SourceResult => {
    if (rules === undefined || rules.size === 0) return NO_MATCH;
    return rules.dependsOnCustomers ? { type: 'deferred' } : { type: 'evaluated', match: rules.evaluate(nowMs, []) };
  });
  return { requestNumber, results };
}

/** Evaluates the deferred sources too, once the customers are known. */
export function resolveMatch(
  { results }: RuleEvaluation,
  sources: RuleSources,
  nowMs: number,
  userIds: readonly string[],
): RuleMatch | undefined {
  const matches = results.map((result, source) =>
    result.type === 'deferred' ? sources[source]?.evaluate(nowMs, userIds) : result.match,
  );
  return matches.find((match) => match !== undefined);
}
