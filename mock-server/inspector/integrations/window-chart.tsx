import type { RateLimit } from '../../src/api/integration-settings.js';
import type { RequestLine } from '../../src/api/requests.js';
import { useInspector, useTexts } from '../state/context.js';
import { formatCountdown, formatDuration } from '../texts/time-format.js';
import { type LimitStatus, msPerToken } from './limit-status.js';

/** Size of the view box. The browser stretches the drawing to the available width. */
const WIDTH = 200;
const HEIGHT = 20;
/** Maximum number of refill marks: more cannot be told apart. */
const MAX_REFILL_MARKS = 30;

interface Props {
  readonly slug: string;
  readonly status: LimitStatus;
  readonly rateLimit: RateLimit;
}

/** The window in time: admitted requests, now, and when slots become free. */
export function WindowChart({ slug, status, rateLimit }: Props) {
  const { rateLimit: texts, locale } = useTexts();
  const isSelected = useInspector().slug.value === slug;
  if (status.remaining === status.limit && !isSelected) return null;
  const axis = windowAxis(status, rateLimit);
  const timeLabel = (atMs: number): string => {
    if (atMs === 0) return texts.now;
    if (atMs > 0) return texts.future(formatCountdown(atMs, locale));
    // Rounded down where the future is rounded up, so that both ends add up to the window.
    return texts.past(formatDuration(Math.floor(-atMs / 1000) * 1000, locale));
  };
  const label = axis ? texts.window(timeLabel(axis.window.startMs), timeLabel(axis.window.endMs)) : texts.noWindow;
  return (
    <>
      <svg
        class="window-chart"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        <title>{label}</title>
        {axis && <WindowArea axis={axis} />}
        <path class="axis" d={`M0 ${HEIGHT - 1}H${WIDTH}`} />
        {axis && isSelected && <AdmittedMarks axis={axis} />}
        {axis && <path class="free-slots" d={marks(axis, axis.freeSlotsMs, 0)} />}
        {axis && <path class="now" d={marks(axis, [0], 0)} />}
      </svg>
      <div class="window-ends" aria-hidden="true">
        {axis ? (
          <>
            <span>{timeLabel(axis.startMs)}</span>
            {axis.window.endMs === 0 && <span>{texts.now}</span>}
            <span>{timeLabel(axis.endMs)}</span>
          </>
        ) : (
          <span>{texts.noWindow}</span>
        )}
      </div>
    </>
  );
}

function WindowArea({ axis }: { readonly axis: WindowAxis }) {
  const [start, end] = [positionOn(axis, axis.window.startMs), positionOn(axis, axis.window.endMs)];
  return <rect class="window" x={start * WIDTH} width={(end - start) * WIDTH} height={HEIGHT} />;
}

/** Marks of the admitted requests, by the integration's clock. */
function AdmittedMarks({ axis }: { readonly axis: WindowAxis }) {
  const { rows, snapshot, integrationNowMs } = useInspector();
  if (!snapshot.value) return null;
  const nowMs = integrationNowMs.value;
  const admitted = admittedSince(rows.all, nowMs + axis.window.startMs);
  const positions = admitted.map((atMs) => Math.min(0, atMs - nowMs));
  return <path class="admitted" d={marks(axis, positions, HEIGHT / 2)} />;
}

/** Path of vertical marks from `top` to the axis. Marks at the same step of the view box are drawn once. */
function marks(axis: WindowAxis, timesMs: readonly number[], top: number): string {
  const steps = new Set(timesMs.map((atMs) => Math.round(positionOn(axis, atMs) * WIDTH)));
  return [...steps].map((x) => `M${x} ${top}V${HEIGHT - 1}`).join('');
}

/** The chart's axis. All times are milliseconds from now; the past is negative. */
interface WindowAxis {
  readonly startMs: number;
  readonly endMs: number;
  /** The rate limit's window on this axis. */
  readonly window: { readonly startMs: number; readonly endMs: number };
  readonly freeSlotsMs: readonly number[];
}

/** `undefined` without an open window: a fixed one opens with the next request. */
function windowAxis(status: LimitStatus, rateLimit: RateLimit): WindowAxis | undefined {
  const { algorithm, windowMs } = rateLimit;
  const { nextSlotMs } = status;
  if (algorithm === 'fixed' || algorithm === 'aligned') {
    if (nextSlotMs === undefined) return undefined;
    const window = { startMs: nextSlotMs - windowMs, endMs: nextSlotMs };
    return { ...window, window, freeSlotsMs: [nextSlotMs] };
  }
  // As much future as past, so that "now" stays in the middle while the marks move.
  return {
    startMs: -windowMs,
    endMs: windowMs,
    window: { startMs: -windowMs, endMs: 0 },
    freeSlotsMs: algorithm === 'bucket' ? refills(status, rateLimit) : [nextSlotMs].filter((ms) => ms !== undefined),
  };
}

function refills({ limit, remaining, nextSlotMs }: LimitStatus, rateLimit: RateLimit): readonly number[] {
  if (nextSlotMs === undefined) return [];
  const count = Math.min(limit - remaining, MAX_REFILL_MARKS);
  return Array.from({ length: count }, (_, index) => nextSlotMs + index * msPerToken(rateLimit));
}

/** Position of a time on the axis, from 0 to 1; times outside are moved to the nearest end. */
function positionOn({ startMs, endMs }: WindowAxis, atMs: number): number {
  return Math.min(1, Math.max(0, (atMs - startMs) / (endMs - startMs)));
}

/**
 * Arrival times of the requests that took a slot, oldest first, in milliseconds since the epoch. Rows are in the order of
 * arrival and ISO 8601 timestamps sort as texts, so only those in the window are parsed.
 */
function admittedSince(rows: readonly RequestLine[], sinceMs: number): readonly number[] {
  const since = new Date(sinceMs).toISOString();
  const first = rows.findLastIndex(({ receivedAt }) => receivedAt <= since) + 1;
  return rows
    .slice(first)
    .filter(takesSlot)
    .map(({ receivedAt }) => Date.parse(receivedAt));
}

/** True for requests that count towards the limit. Faults hit admitted requests only; wrong methods are rejected earlier. */
function takesSlot({ outcome, fault }: RequestLine): boolean {
  if (outcome === 'rate-limited') return fault !== null;
  return outcome !== 'method-not-allowed' && outcome !== 'malformed-http';
}
