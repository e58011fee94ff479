import { writeFileSync } from 'node:fs';
import type { Fault, FaultRule } from '../api/faults.js';
import { MAX_TAPED_FAULTS } from '../api/faults.js';
import { delayMs } from '../faults/latency.js';
import { draw } from '../faults/random.js';
import type { Hit } from '../faults/rules.js';
import { SettingsError } from '../options/errors.js';
import { VERSION } from '../version.js';

/** How long the file may lag behind what happened. */
const LAG_MS = 200;

/** Writes the faults that happened as a scenario file, which brings about the same faults for the same requests. */
export class Tape {
  readonly #path: string;
  readonly #seed: number;
  readonly #taped = new Map<string, string[]>();
  #timer: NodeJS.Timeout | undefined;

  /** Writes an empty tape at once, so that a file that cannot be written shows at the start. */
  constructor(path: string, seed: number) {
    this.#path = path;
    this.#seed = seed;
    try {
      this.flush();
    } catch (error) {
      const allowed = `a file that can be written (${error instanceof Error ? error.message : String(error)})`;
      throw new SettingsError([{ name: 'recordTape', value: path, allowed }]);
    }
  }

  /** @param number Which request to the integration was hit, from 1. */
  record(slug: string, number: number, hit: Hit, atMs: number): void {
    const taped = this.#taped.get(slug) ?? [];
    this.#taped.set(slug, taped);
    if (taped.length >= MAX_TAPED_FAULTS) return;
    const rule: FaultRule = {
      fault: asItHappened(hit),
      when: { nth: number },
      ...(hit.rule.accepted === undefined ? {} : { accepted: hit.rule.accepted }),
    };
    taped.push(`          - ${JSON.stringify(rule)} # ${new Date(atMs).toISOString()}, ${hit.id}`);
    this.#timer ??= setTimeout(() => this.flush(), LAG_MS).unref();
  }

  /** The integration begins anew, and its requests are counted anew. */
  forget(slug: string): void {
    if (this.#taped.delete(slug)) this.flush();
  }

  /** Every integration begins anew. */
  clear(): void {
    this.#taped.clear();
    this.flush();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    writeFileSync(this.#path, this.#text());
  }

  #text(): string {
    const head = `# imshop-mock ${VERSION}, seed ${this.#seed}. Replay with --scenario and this file.\n`;
    if (this.#taped.size === 0) return `${head}integrations: {}\n`;
    const integrations = [...this.#taped].map(([slug, rules]) =>
      [`  ${JSON.stringify(slug)}:`, '    phases:', '      - faults:', ...rules, ''].join('\n'),
    );
    return `${head}integrations:\n${integrations.join('')}`;
  }
}

/** A fault with what it drew. */
function asItHappened({ rule: { fault }, drawKey }: Hit): Fault {
  if (fault.type !== 'latency') return fault;
  return { type: 'latency', ms: delayMs(fault, (purpose) => draw(`${drawKey}/${purpose}`)) };
}
