import type { PushEvent } from '../events.js';
import type { Terminal } from './context.js';
import { formatCount, formatDuration } from './format.js';

const WIDTH = 24;
const REDRAW_MS = 1_000;

/** A progress bar on one line of a terminal, with the remaining time. Writes nothing to any other stream. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #chunks = 0;
  #gapMs = 0;
  readonly #settled = new Set<number>();
  #accepted = 0;
  #others = 0;
  #waiting: { untilMs: number; reason: string } | undefined;

  constructor(terminal: Terminal, now: () => number) {
    this.#terminal = terminal;
    this.#now = now;
  }

  onEvent(event: PushEvent): void {
    if (!this.#terminal.isTTY) return;
    switch (event.type) {
      case 'planned':
        this.#chunks = event.plan.requests;
        this.#gapMs = event.plan.durationMs / Math.max(1, event.plan.requests - 1);
        this.#timer = setInterval(() => this.#draw(), REDRAW_MS).unref();
        break;
      case 'waiting':
        this.#waiting = { untilMs: this.#now() + event.waitMs, reason: REASONS[event.reason] };
        break;
      case 'rate-limited':
        this.#waiting = { untilMs: this.#now() + event.waitMs, reason: 'rate limited, waiting' };
        break;
      case 'attempt':
        this.#waiting = undefined;
        break;
      case 'settled':
        this.#settled.add(event.outcome.chunk);
        if (event.outcome.state === 'accepted') this.#accepted += event.outcome.size;
        else this.#others += event.outcome.size;
        break;
      case 'done':
        this.end();
        return;
    }
    this.#draw();
  }

  /** Clears the line. */
  end(): void {
    if (!this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#terminal.write('\r\u001b[K');
  }

  #draw(): void {
    // A terminal of unknown width reports 0.
    const line = this.#line();
    this.#terminal.write(`\r\u001b[K${line.slice(0, Math.max(20, (this.#terminal.columns || 80) - 1))}`);
  }

  #line(): string {
    const done = this.#settled.size;
    const filled = this.#chunks === 0 ? WIDTH : Math.round((done / this.#chunks) * WIDTH);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
    const waitMs = Math.max(0, (this.#waiting?.untilMs ?? 0) - this.#now());
    const leftMs = Math.max(0, this.#chunks - done - 1) * this.#gapMs + waitMs;
    return [
      `${bar} ${done}/${this.#chunks}`,
      `${formatCount(this.#accepted, 'customer')} accepted`,
      ...(this.#others > 0 ? [`${this.#others.toLocaleString('en')} not accepted`] : []),
      `${formatDuration(leftMs)} left`,
      ...(waitMs > 0 ? [`${this.#waiting?.reason} ${formatDuration(waitMs)}`] : []),
    ].join(' · ');
  }
}

const REASONS = {
  'rate-limit': 'next in',
  lease: 'waiting for another sender, at most',
  retry: 'retry in',
} as const;
