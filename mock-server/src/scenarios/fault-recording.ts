import { writeFileSync } from 'node:fs';
import { type Fault, type FaultRule, MAX_RECORDED_FAULTS } from '../api/faults.js';
import type { Logger } from '../base/logger.js';
import { seededRandom } from '../base/random.js';
import { messageOf } from '../base/text.js';
import { VERSION } from '../base/version.js';
import { delayMs } from '../faults/latency.js';
import type { RuleMatch } from '../faults/rules.js';
import { SettingsError } from '../settings/errors.js';

/** Minimum delay between a fault and the next write of the file. */
const WRITE_DELAY_MS = 200;
/** Minimum pause between two writes, as a multiple of how long a write takes, because each writes the whole file. */
const PAUSE_FACTOR = 20;
/** Maximum number of faults of all integrations together. */
const MAX_FAULTS = 10 * MAX_RECORDED_FAULTS;

/** Records the faults that happened in a scenario file, which repeats them for the same requests. */
export class FaultRecording {
  readonly #path: string;
  readonly #seed: number;
  readonly #logger: Logger;
  /** Lines of YAML by integration. */
  readonly #recorded = new Map<string, string[]>();
  #timer: NodeJS.Timeout | undefined;
  #faults = 0;
  /** Faults beyond the maximum. */
  #dropped = 0;
  #lastWriteMs = 0;
  #hasWarned = false;

  /**
   * Writes an empty recording at once, so that an unwritable file fails the start.
   *
   * @throws {SettingsError} if the file cannot be written.
   */
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

  /** @param requestNumber Number of the request at its integration, from 1. */
  record(slug: string, requestNumber: number, match: RuleMatch, atMs: number): void {
    const lines = this.#recorded.get(slug) ?? [];
    if (lines.length >= MAX_RECORDED_FAULTS || this.#faults >= MAX_FAULTS) {
      this.#dropped += 1;
      return;
    }
    this.#recorded.set(slug, lines);
    this.#faults += 1;
    const { accepted } = match.rule;
    const rule: FaultRule = {
      fault: resolveFault(match),
      when: { nth: requestNumber },
      ...(accepted === undefined ? {} : { accepted }),
    };
    lines.push(`          - ${JSON.stringify(rule)} # ${new Date(atMs).toISOString()}, ${match.id}`);
    const delayMs = Math.max(WRITE_DELAY_MS, PAUSE_FACTOR * this.#lastWriteMs);
    this.#timer ??= setTimeout(() => this.flush(), delayMs).unref();
  }

  /** Removes the faults of an integration that was reset: its requests are counted from 1 again. */
  removeIntegration(slug: string): void {
    this.#faults -= this.#recorded.get(slug)?.length ?? 0;
    if (this.#recorded.delete(slug)) this.flush();
  }

  clear(): void {
    this.#recorded.clear();
    this.#faults = 0;
    this.#dropped = 0;
    this.flush();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      this.#write();
    } catch (error) {
      // The mock keeps answering when the disk is full.
      if (!this.#hasWarned) this.#logger.warn({ error: messageOf(error) }, 'the tape cannot be written');
      this.#hasWarned = true;
    }
  }

  #write(): void {
    const startedAtMs = performance.now();
    writeFileSync(this.#path, this.#text());
    this.#lastWriteMs = performance.now() - startedAtMs;
  }

  #text(): string {
    const head = `# imshop-mock ${VERSION}, seed ${this.#seed}. Replay with --scenario and this file.\n`;
    if (this.#recorded.size === 0) return `${head}integrations: {}\n`;
    const integrations = [...this.#recorded].map(([slug, lines]) =>
      [`  ${JSON.stringify(slug)}:`, '    phases:', '      - faults:', ...lines, ''].join('\n'),
    );
    const dropped = this.#dropped === 0 ? '' : `# The tape is full: ${this.#dropped} more faults are not on it.\n`;
    return `${head}integrations:\n${integrations.join('')}${dropped}`;
  }
}

/** Replaces a random latency by the delay that was drawn. */
function resolveFault({ rule: { fault }, randomKey }: RuleMatch): Fault {
  if (fault.type !== 'latency') return fault;
  return { type: 'latency', ms: delayMs(fault, (purpose) => seededRandom(`${randomKey}/${purpose}`)) };
}
