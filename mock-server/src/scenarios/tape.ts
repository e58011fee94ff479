import { writeFileSync } from 'node:fs';
import { type Fault, type FaultRule, MAX_TAPED_FAULTS } from '../api/faults.js';
import type { Logger } from '../base/logger.js';
import { draw } from '../base/random.js';
import { messageOf } from '../base/text.js';
import { VERSION } from '../base/version.js';
import { delayMs } from '../faults/latency.js';
import type { Hit } from '../faults/rules.js';
import { SettingsError } from '../settings/errors.js';

/** How long the file may lag behind what happened, at least. */
const LAG_MS = 200;
/** The whole tape is written each time: so many times as long as that took is left to the requests. */
const PAUSE_FACTOR = 20;

/** Faults on one tape, of all integrations together. */
const MAX_FAULTS = 10 * MAX_TAPED_FAULTS;

/** Writes the faults that happened as a scenario file, which brings about the same faults for the same requests. */
export class Tape {
  readonly #path: string;
  readonly #seed: number;
  readonly #logger: Logger;
  readonly #taped = new Map<string, string[]>();
  #timer: NodeJS.Timeout | undefined;
  #faults = 0;
  /** Faults that found no room. */
  #missing = 0;
  /** How long the last time took. */
  #writingMs = 0;
  /** Whether it was told that the file cannot be written. */
  #isTold = false;

  /** Writes an empty tape at once, so that a file that cannot be written shows at the start. */
  constructor(path: string, seed: number, logger: Logger) {
    this.#path = path;
    this.#seed = seed;
    this.#logger = logger;
    try {
      this.#write();
    } catch (error) {
      const allowed = `a file that can be written (${messageOf(error)})`;
      throw new SettingsError([{ name: 'recordTape', value: path, allowed }]);
    }
  }

  /** @param number Which request to the integration was hit, from 1. */
  record(slug: string, number: number, hit: Hit, atMs: number): void {
    const taped = this.#taped.get(slug) ?? [];
    if (taped.length >= MAX_TAPED_FAULTS || this.#faults >= MAX_FAULTS) {
      this.#missing += 1;
      return;
    }
    this.#taped.set(slug, taped);
    this.#faults += 1;
    const rule: FaultRule = {
      fault: asItHappened(hit),
      when: { nth: number },
      ...(hit.rule.accepted === undefined ? {} : { accepted: hit.rule.accepted }),
    };
    taped.push(`          - ${JSON.stringify(rule)} # ${new Date(atMs).toISOString()}, ${hit.id}`);
    this.#timer ??= setTimeout(() => this.flush(), Math.max(LAG_MS, PAUSE_FACTOR * this.#writingMs)).unref();
  }

  /** The integration begins anew, and its requests are counted anew. */
  forget(slug: string): void {
    this.#faults -= this.#taped.get(slug)?.length ?? 0;
    if (this.#taped.delete(slug)) this.flush();
  }

  /** Every integration begins anew. */
  clear(): void {
    this.#taped.clear();
    this.#faults = 0;
    this.#missing = 0;
    this.flush();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      this.#write();
    } catch (error) {
      // A disk that is full is no reason to stop answering.
      if (!this.#isTold) this.#logger.warn({ error: messageOf(error) }, 'the tape cannot be written');
      this.#isTold = true;
    }
  }

  #write(): void {
    const beganAtMs = performance.now();
    writeFileSync(this.#path, this.#text());
    this.#writingMs = performance.now() - beganAtMs;
  }

  #text(): string {
    const head = `# imshop-mock ${VERSION}, seed ${this.#seed}. Replay with --scenario and this file.\n`;
    if (this.#taped.size === 0) return `${head}integrations: {}\n`;
    const integrations = [...this.#taped].map(([slug, rules]) =>
      [`  ${JSON.stringify(slug)}:`, '    phases:', '      - faults:', ...rules, ''].join('\n'),
    );
    const missing = this.#missing === 0 ? '' : `# The tape is full: ${this.#missing} more faults are not on it.\n`;
    return `${head}integrations:\n${integrations.join('')}${missing}`;
  }
}

/** A fault with what it drew. */
function asItHappened({ rule: { fault }, drawKey }: Hit): Fault {
  if (fault.type !== 'latency') return fault;
  return { type: 'latency', ms: delayMs(fault, (purpose) => draw(`${drawKey}/${purpose}`)) };
}
