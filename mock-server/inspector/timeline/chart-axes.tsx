import { useTexts } from '../state/context.js';
import { BUCKET_COUNT, type Buckets } from './buckets.js';

/** The area of the bars, in pixels. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const MIN_LABEL_DISTANCE_PX = 76;
const HALF_LABEL_PX = 30;

/** The vertical axis, with a line at each tick. */
export function CountAxis({ ticks, plot }: { readonly ticks: readonly number[]; readonly plot: PlotArea }) {
  const { locale } = useTexts();
  const digits = new Intl.NumberFormat(locale, { notation: 'compact' });
  const top = ticks.at(-1) ?? 1;
  return (
    <g class="axis">
      {ticks.map((count) => {
        const y = Math.round(plot.top + plot.height * (1 - count / top)) + 0.5;
        return (
          <g key={count}>
            <path d={`M${plot.left} ${y}h${plot.width}`} />
            <text x={plot.left - 5} y={y + 4} text-anchor="end">
              {digits.format(count)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** Two or three round numbers; the last is at or above the highest bar. */
export function countTicks(highest: number): readonly number[] {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(1, highest)));
  const steps = [magnitude / 10, magnitude / 5, magnitude / 2, magnitude, 2 * magnitude, 5 * magnitude];
  const step = steps.find((size) => size >= 1 && size * 2 >= highest) ?? 10 * magnitude;
  return highest <= step ? [0, step] : [0, step, 2 * step];
}

interface TimeAxisProps {
  readonly buckets: Buckets;
  readonly format: Intl.DateTimeFormat;
  readonly plot: PlotArea;
}

/** The horizontal axis. */
export function TimeAxis({ buckets, format, plot }: TimeAxisProps) {
  const { startMs, endMs } = buckets;
  const bottom = plot.top + plot.height;
  return (
    <g class="axis">
      {timeTicks(buckets, plot.width).map((atMs) => {
        const x = plot.left + ((atMs - startMs) / (endMs - startMs)) * plot.width;
        return (
          <g key={atMs}>
            <path d={`M${x} ${bottom}v4`} />
            <text x={x} y={bottom + 16} text-anchor={anchorAt(x, plot)}>
              {format.format(atMs)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** Times at bucket starts, at multiples of the distance between them. */
function timeTicks({ startMs, endMs, bucketMs }: Buckets, plotWidth: number): readonly number[] {
  const maxTicks = Math.max(1, Math.floor(plotWidth / MIN_LABEL_DISTANCE_PX));
  const bucketsPerTick = [5, 10, 12, 15, 20, 30, 60].find((size) => BUCKET_COUNT / size <= maxTicks) ?? BUCKET_COUNT;
  const stepMs = bucketsPerTick * bucketMs;
  const firstMs = Math.ceil(startMs / stepMs) * stepMs;
  const length = Math.max(0, Math.floor((endMs - firstMs) / stepMs) + 1);
  return Array.from({ length }, (_, index) => firstMs + index * stepMs);
}

/** Keeps labels at the ends inside the chart. */
function anchorAt(x: number, plot: PlotArea): 'start' | 'middle' | 'end' {
  if (x < HALF_LABEL_PX) return 'start';
  return x > plot.left + plot.width - HALF_LABEL_PX ? 'end' : 'middle';
}
