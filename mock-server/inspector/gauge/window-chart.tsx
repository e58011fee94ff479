import type { RateLimit } from '../../src/api/integration-settings.js';
import { durationText } from '../parts/duration.js';
import { useInspector, useWords } from '../state/context.js';
import type { LimitStanding } from './standing.js';
import { apart, takenSince } from './ticks.js';
import { inWholeSeconds } from './whole-seconds.js';
import { placeOn, type WindowAxis, windowAxis } from './window-axis.js';

/** The drawing is as wide as there is room: steps of its width, not pixels. */
const WIDTH = 200;
const HEIGHT = 20;

interface Props {
  readonly slug: string;
  readonly standing: LimitStanding;
  readonly rateLimit: RateLimit;
}

/** The window in time: what was let in, now, and when slots become free. */
export function WindowChart({ slug, standing, rateLimit }: Props) {
  const { gauge: words, locale } = useWords();
  const isLookedAt = useInspector().slug.value === slug;
  if (standing.remaining === standing.limit && !isLookedAt) return null;
  const axis = windowAxis(standing, rateLimit);
  const when = (atMs: number): string => {
    if (atMs === 0) return words.now;
    if (atMs > 0) return words.ahead(durationText(inWholeSeconds(atMs), locale));
    // Rounded as what is ahead is, so that both ends together are the window.
    return words.ago(durationText(-inWholeSeconds(atMs), locale));
  };
  const label = axis ? words.window(when(axis.window.beginMs), when(axis.window.endMs)) : words.noWindow;
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
        {axis && <Window axis={axis} />}
        <path class="axis" d={`M0 ${HEIGHT - 1}H${WIDTH}`} />
        {axis && isLookedAt && <Taken axis={axis} />}
        {axis && <path class="slots" d={marks(axis, axis.slotsMs, 0)} />}
        {axis && <path class="now" d={marks(axis, [0], 0)} />}
      </svg>
      <div class="window-ends" aria-hidden="true">
        {axis ? (
          <>
            <span>{when(axis.beginMs)}</span>
            {axis.window.endMs === 0 && <span>{words.now}</span>}
            <span>{when(axis.endMs)}</span>
          </>
        ) : (
          <span>{words.noWindow}</span>
        )}
      </div>
    </>
  );
}

function Window({ axis }: { readonly axis: WindowAxis }) {
  const [begin, end] = [placeOn(axis, axis.window.beginMs), placeOn(axis, axis.window.endMs)];
  return <rect class="window" x={begin * WIDTH} width={(end - begin) * WIDTH} height={HEIGHT} />;
}

/** The requests let in, by the clock of the integration. */
function Taken({ axis }: { readonly axis: WindowAxis }) {
  const { lines, seen, integrationNowMs } = useInspector();
  if (!seen.value) return null;
  const nowMs = integrationNowMs.value;
  const taken = takenSince(lines.all, nowMs + axis.window.beginMs);
  const ago = taken.map((takenMs) => Math.min(0, takenMs - nowMs));
  return <path class="taken" d={marks(axis, ago, HEIGHT / 2)} />;
}

/** Upright strokes at these moments, from so far below the top. */
function marks(axis: WindowAxis, momentsMs: readonly number[], top: number): string {
  const places = momentsMs.map((atMs) => placeOn(axis, atMs));
  return apart(places, WIDTH)
    .map((x) => `M${x} ${top}V${HEIGHT - 1}`)
    .join('');
}
