import type { FaultRule } from '../api/faults.js';
import type { IntegrationSettings, RateLimit } from '../api/integration-settings.js';
import type { SettingsPatch } from '../api/integrations.js';
import { ADMITTED, type Admission, type Allowance, openWindow, type RateWindow } from '../rate-limiter/index.js';

/** What lies over an integration for a while, and leaves what is below as it was. */
export interface Circumstance {
  readonly settings?: SettingsPatch;
  /** Goes before the rules of the integration. */
  readonly fault?: FaultRule;
  /** Whether the limit is used up from the beginning. */
  readonly exhausted?: boolean;
}

/** On what terms an integration takes requests: its settings and its limiter, and what lies over both. */
export class Terms {
  readonly #defaultLimit: RateLimit;
  readonly #mutated: (asked: IntegrationSettings) => IntegrationSettings;
  #own: IntegrationSettings;
  #ownWindow: RateWindow | undefined;
  #over: readonly Circumstance[] = [];
  #settings: IntegrationSettings;
  #window: RateWindow | undefined;

  /**
   * @param defaultLimit What a patch completes where there is no limit.
   * @param mutated What becomes of settings that were asked for.
   */
  constructor(
    settings: IntegrationSettings,
    defaultLimit: RateLimit,
    mutated: (asked: IntegrationSettings) => IntegrationSettings,
  ) {
    this.#defaultLimit = defaultLimit;
    this.#mutated = mutated;
    this.#own = settings;
    this.#settings = mutated(settings);
    this.#ownWindow = windowOf(this.#settings);
    this.#window = this.#ownWindow;
  }

  get settings(): IntegrationSettings {
    return this.#settings;
  }

  /** Counts a request towards the limit, where there is one. */
  admit(nowMs: number): Admission {
    return this.#window?.take(nowMs) ?? ADMITTED;
  }

  allowance(nowMs: number): Allowance | null {
    return this.#window?.allowance(nowMs) ?? null;
  }

  /** Changes the settings below; what lies over them hides the change as long as it lies there. */
  change(patch: SettingsPatch, nowMs: number): void {
    this.#own = this.#changed(this.#own, patch);
    const isFresh = patch.rateLimit !== undefined;
    if (isFresh) this.#ownWindow = windowOf(this.#mutated(this.#own));
    this.#apply(isFresh, nowMs);
  }

  /**
   * What lies over the settings from now on, in order, in place of what did. Every time a window of its own is opened,
   * so that the requests of one circumstance never count against another's; without any, the window below goes on.
   */
  lay(over: readonly Circumstance[], nowMs: number): void {
    this.#over = over;
    this.#apply(true, nowMs);
  }

  #apply(isFresh: boolean, nowMs: number): void {
    this.#settings = this.#inForce();
    if (this.#over.length === 0) this.#window = this.#ownWindow;
    else if (isFresh) this.#window = this.#openWindow(nowMs);
  }

  #inForce(): IntegrationSettings {
    return this.#mutated(this.#over.reduce((below, { settings = {} }) => this.#changed(below, settings), this.#own));
  }

  #openWindow(nowMs: number): RateWindow | undefined {
    const window = windowOf(this.#settings);
    const taken = this.#over.some(({ exhausted }) => exhausted) ? (this.#settings.rateLimit?.requests ?? 0) : 0;
    for (let request = 0; request < taken; request += 1) window?.take(nowMs);
    return window;
  }

  #changed(below: IntegrationSettings, { rateLimit, ...rest }: SettingsPatch): IntegrationSettings {
    const limit = rateLimit && { ...(below.rateLimit ?? this.#defaultLimit), ...rateLimit };
    return { ...below, ...rest, ...(limit === undefined ? {} : { rateLimit: limit }) };
  }
}

function windowOf({ rateLimit }: IntegrationSettings): RateWindow | undefined {
  return rateLimit ? openWindow(rateLimit) : undefined;
}
