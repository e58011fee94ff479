import { useWords } from '../state/context.js';
import type { Buckets } from './buckets.js';
import { type Plot, timeTicks, xOf } from './scale.js';

const HALF_LABEL_PX = 30;

/** Round counts, and a line for each. */
export function CountAxis({ counts, plot }: { readonly counts: readonly number[]; readonly plot: Plot }) {
  const { locale } = useWords();
  const digits = new Intl.NumberFormat(locale, { notation: 'compact' });
  const top = counts.at(-1) ?? 1;
  return (
    <g class="axis">
      {counts.map((count) => {
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

interface TimeAxisProps {
  readonly buckets: Buckets;
  readonly format: Intl.DateTimeFormat;
  readonly plot: Plot;
}

/** Round times below the bars. */
export function TimeAxis({ buckets, format, plot }: TimeAxisProps) {
  const bottom = plot.top + plot.height;
  return (
    <g class="axis">
      {timeTicks(buckets, plot.width).map((atMs) => {
        const x = xOf(atMs, buckets, plot);
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

/** A text at an end of the axis is written inwards. */
function anchorAt(x: number, plot: Plot): 'start' | 'middle' | 'end' {
  if (x < HALF_LABEL_PX) return 'start';
  return x > plot.left + plot.width - HALF_LABEL_PX ? 'end' : 'middle';
}
