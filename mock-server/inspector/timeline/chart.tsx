import { useRef } from 'preact/hooks';
import { useInspector, useWords } from '../state/context.js';
import { CountAxis, TimeAxis } from './axes.js';
import type { Bucket, Buckets } from './buckets.js';
import { GROUP_OF, GROUPS } from './groups.js';
import { fillOf, Patterns } from './patterns.js';
import { countTicks, type Plot, segmentsOf } from './scale.js';
import { useWidth } from './use-width.js';

const HEIGHT_PX = 110;
const GAP_PX = 1;

export interface ChartProps {
  readonly buckets: Buckets;
  readonly format: Intl.DateTimeFormat;
  readonly id: string;
}

/** The bars, in pixels of the room there is: nothing is stretched. */
export function Chart({ buckets, format, id }: ChartProps) {
  const { timeline: words } = useWords();
  const room = useRef<HTMLDivElement>(null);
  const width = useWidth(room);
  const { total, beginMs, endMs } = buckets;
  const plot: Plot = { left: 34, top: 10, width: Math.max(0, width - 34 - 8), height: HEIGHT_PX - 10 - 20 };
  const counts = countTicks(Math.max(...buckets.buckets.map((bucket) => bucket.total)));
  const label = words.chart(words.requests(total), format.format(beginMs), format.format(endMs));
  return (
    <div class="timeline-chart" ref={room}>
      {total === 0 && <p class="muted">{words.none}</p>}
      <svg width={width} height={HEIGHT_PX} role="img" aria-label={label}>
        <Patterns id={id} />
        <CountAxis counts={counts} plot={plot} />
        <TimeAxis buckets={buckets} format={format} plot={plot} />
        {buckets.buckets.map((bucket, index) => (
          <Bar
            key={bucket.beginMs}
            bucket={bucket}
            x={plot.left + (index * plot.width) / buckets.buckets.length}
            width={Math.max(1, plot.width / buckets.buckets.length - GAP_PX)}
            {...{ id, plot, format, top: counts.at(-1) ?? 1 }}
          />
        ))}
      </svg>
    </div>
  );
}

interface BarProps {
  readonly bucket: Bucket;
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly plot: Plot;
  readonly format: Intl.DateTimeFormat;
  readonly id: string;
}

function Bar({ bucket, x, width, top, plot, format, id }: BarProps) {
  const { timeline: words } = useWords();
  const { filter } = useInspector();
  if (bucket.total === 0) return null;
  const outcome = filter.outcome.value;
  const chosen = outcome === '' ? undefined : GROUP_OF[outcome];
  const named = GROUPS.filter((group) => bucket.counts[group] > 0).map((group) =>
    words.groups[group](bucket.counts[group]),
  );
  return (
    <g>
      <title>{`${format.format(bucket.beginMs)}: ${named.join(', ')}`}</title>
      {segmentsOf(bucket.counts, top, plot).map(({ group, y, height }) => (
        <rect
          key={group}
          class={chosen !== undefined && chosen !== group ? 'dimmed' : undefined}
          fill={fillOf(id, group)}
          {...{ x, y, width, height }}
        />
      ))}
    </g>
  );
}
