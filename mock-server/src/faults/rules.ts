import type { ActiveFault, FaultRule } from '../api/faults.js';
import { draw } from '../base/random.js';

/** A request as the rules see it. */
interface InSight {
  readonly nowMs: number;
  /** The customers it names; asked for only where a rule looks at them. */
  userIds(): readonly string[];
}

/** A rule that hit, and what it draws its random durations from. */
export interface Hit {
  readonly id: string;
  readonly rule: FaultRule;
  readonly drawKey: string;
}

/** Rules in order; each sees every request, and the first that applies hits. */
export class FaultRules {
  readonly #seed: string;
  readonly #prefix: string;
  #rules: Rule[] = [];
  #made = 0;

  /**
   * @param seed What is drawn follows from it and from the requests alone.
   * @param prefix What the ids of these rules begin with.
   */
  constructor(seed: string, prefix = '') {
    this.#seed = seed;
    this.#prefix = prefix;
  }

  /** Whether a rule looks at customers, so that hits can be told only once the body is in. */
  get looksAtCustomers(): boolean {
    return this.#rules.some(({ rule }) => rule.when?.userId !== undefined);
  }

  get active(): ActiveFault[] {
    return this.#rules.map(({ id, rule, hits }) => ({ id, ...rule, hits }));
  }

  get size(): number {
    return this.#rules.length;
  }

  add(rule: FaultRule, nowMs: number): ActiveFault {
    this.#made += 1;
    const name = `fault-${this.#made}`;
    const id = this.#prefix + name;
    this.#rules.push(new Rule(id, rule, nowMs, `${this.#seed}/${name}`));
    return { id, ...rule, hits: 0 };
  }

  /** Removes a rule; false where there is none of this id. */
  remove(id: string): boolean {
    const before = this.#rules.length;
    this.#rules = this.#rules.filter((rule) => rule.id !== id);
    return this.#rules.length < before;
  }

  clear(): void {
    this.#rules = [];
  }

  /** Shows a request to every rule; the first that applies may hit. */
  look(request: InSight): { hit(): Hit } | undefined {
    const sights = this.#rules.map((rule) => rule.sees(request));
    return sights.find((sight) => sight !== undefined);
  }
}

class Rule {
  readonly id: string;
  readonly rule: FaultRule;
  readonly #madeAtMs: number;
  readonly #seed: string;
  #seen = 0;
  #hits = 0;

  constructor(id: string, rule: FaultRule, madeAtMs: number, seed: string) {
    this.id = id;
    this.rule = rule;
    this.#madeAtMs = madeAtMs;
    this.#seed = seed;
  }

  get hits(): number {
    return this.#hits;
  }

  /** Counts a request; gives the hit to be made where the rule applies. */
  sees({ nowMs, userIds }: InSight): { hit(): Hit } | undefined {
    const { times = Number.POSITIVE_INFINITY, when = {} } = this.rule;
    if (when.userId !== undefined && !userIds().includes(when.userId)) return undefined;
    this.#seen += 1;
    const number = this.#seen;
    const drawKey = `${this.#seed}/${number}`;
    const { first, nth, every, probability, windowMs } = when;
    const applies =
      this.#hits < times &&
      (first === undefined || number <= first) &&
      (nth === undefined || number === nth) &&
      (every === undefined || number % every === 0) &&
      (windowMs === undefined || nowMs - this.#madeAtMs < windowMs) &&
      (probability === undefined || draw(`${drawKey}/probability`) < probability);
    return applies ? { hit: () => this.#hit(drawKey) } : undefined;
  }

  #hit(drawKey: string): Hit {
    this.#hits += 1;
    return { id: this.id, rule: this.rule, drawKey };
  }
}
