import type { PushEvent } from '../events.js';
import { count, duration } from './words.js';

const WIDTH = 24;
const REDRAW_MS = 1_000;

/** Where people look: a terminal, or what stands in for one. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** One line on a terminal that says how far a run is and how long it still takes. Writes nothing where nobody looks. */
export class Progress {
  readonly #screen: Screen;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #chunks = 0;
  #gapMs = 0;
  readonly #settled = new Set<number>();
  #accepted = 0;
  #others = 0;
  #waiting: { untilMs: number; reason: string } | undefined;

  constructor(screen: Screen, now: () => number) {
    this.#screen = screen;
    this.#now = now;
  }

  onEvent(event: PushEvent): void {
    if (!this.#screen.isTTY) return;
    switch (event.type) {
      case 'planned':
        this.#chunks = event.plan.requests;
        this.#gapMs = event.plan.durationMs / Math.max(1, event.plan.requests - 1);
        this.#timer = setInterval(() => this.#draw(), REDRAW_MS).unref();
        break;
      case 'waiting':
        this.#waiting = { untilMs: this.#now() + event.waitMs, reason: REASONS[event.reason] };
        break;
      case 'frozen':
        this.#waiting = { untilMs: this.#now() + event.waitMs, reason: 'over the limit, waiting' };
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
    this.#screen.write('\r\u001b[K');
  }

  #draw(): void {
    // A terminal that does not know its width says 0.
    const line = this.#line();
    this.#screen.write(`\r\u001b[K${line.slice(0, Math.max(20, (this.#screen.columns || 80) - 1))}`);
  }

  #line(): string {
    const done = this.#settled.size;
    const filled = this.#chunks === 0 ? WIDTH : Math.round((done / this.#chunks) * WIDTH);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
    const waitMs = Math.max(0, (this.#waiting?.untilMs ?? 0) - this.#now());
    const leftMs = Math.max(0, this.#chunks - done - 1) * this.#gapMs + waitMs;
    return [
      `${bar} ${done}/${this.#chunks}`,
      `${count(this.#accepted, 'customer')} accepted`,
      ...(this.#others > 0 ? [`${this.#others.toLocaleString('en')} not`] : []),
      `${duration(leftMs)} left`,
      ...(waitMs > 0 ? [`${this.#waiting?.reason} ${duration(waitMs)}`] : []),
    ].join(' · ');
  }
}

const REASONS = { pace: 'next in', turn: 'another sender has the turn, at most', retry: 'again in' } as const;
