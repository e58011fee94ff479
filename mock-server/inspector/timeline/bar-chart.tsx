import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useInspector, useTexts } from '../state/context.js';
import type { Bucket, Buckets, GroupCounts } from './buckets.js';
import { CountAxis, countTicks, type PlotArea, TimeAxis } from './chart-axes.js';
import { fillOf, GROUP_OF, OUTCOME_GROUPS, type OutcomeGroup, Patterns } from './outcome-groups.js';

const HEIGHT_PX = 110;
const MARGIN_PX = { left: 34, top: 10, right: 8, bottom: 20 };
const BAR_GAP_PX = 1;
/** A single request stays visible beside thousands. */
const MIN_SEGMENT_PX = 2;

interface Props {
  readonly buckets: Buckets;
  readonly format: Intl.DateTimeFormat;
  readonly id: string;
}

/** The bar chart, drawn at its real width: nothing is stretched. */
export function BarChart({ buckets, format, id }: Props) {
  const { timeline: texts } = useTexts();
  const container = useRef<HTMLDivElement>(null);
  const width = useWidth(container);
  const { total, startMs, endMs } = buckets;
  const plot: PlotArea = {
    left: MARGIN_PX.left,
    top: MARGIN_PX.top,
    width: Math.max(0, width - MARGIN_PX.left - MARGIN_PX.right),
    height: HEIGHT_PX - MARGIN_PX.top - MARGIN_PX.bottom,
  };
  const ticks = countTicks(Math.max(...buckets.buckets.map((bucket) => bucket.total)));
  const label = texts.chart(texts.requests(total), format.format(startMs), format.format(endMs));
  const barPx = plot.width / buckets.buckets.length;
  return (
    <div class="timeline-chart" ref={container}>
      {total === 0 && <p class="muted">{texts.none}</p>}
      <svg width={width} height={HEIGHT_PX} role="img" aria-label={label}>
        <Patterns id={id} />
        <CountAxis ticks={ticks} plot={plot} />
        <TimeAxis buckets={buckets} format={format} plot={plot} />
        {buckets.buckets.map((bucket, index) => (
          <Bar
            key={bucket.startMs}
            bucket={bucket}
            x={plot.left + index * barPx}
            width={Math.max(1, barPx - BAR_GAP_PX)}
            {...{ id, plot, format, maxCount: ticks.at(-1) ?? 1 }}
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
  /** Count at the top of the plot. */
  readonly maxCount: number;
  readonly plot: PlotArea;
  readonly format: Intl.DateTimeFormat;
  readonly id: string;
}

function Bar({ bucket, x, width, maxCount, plot, format, id }: BarProps) {
  const { timeline: texts } = useTexts();
  const { filter } = useInspector();
  if (bucket.total === 0) return null;
  const outcome = filter.outcome.value;
  const selected = outcome === '' ? undefined : GROUP_OF[outcome];
  const segments = segmentsOf(bucket.counts, maxCount, plot);
  const label = segments.map(({ group }) => texts.groups[group](bucket.counts[group])).join(', ');
  return (
    <g>
      <title>{`${format.format(bucket.startMs)}: ${label}`}</title>
      {segments.map(({ group, y, height }) => (
        <rect
          key={group}
          class={selected !== undefined && selected !== group ? 'dimmed' : undefined}
          fill={fillOf(id, group)}
          {...{ x, y, width, height }}
        />
      ))}
    </g>
  );
}

interface Segment {
  readonly group: OutcomeGroup;
  readonly y: number;
  readonly height: number;
}

/** The segments of a bar, stacked from the bottom of the plot. */
function segmentsOf(counts: GroupCounts, maxCount: number, plot: PlotArea): readonly Segment[] {
  let y = plot.top + plot.height;
  return OUTCOME_GROUPS.filter((group) => counts[group] > 0).map((group) => {
    const height = Math.max(MIN_SEGMENT_PX, (counts[group] / maxCount) * plot.height);
    y -= height;
    return { group, y, height };
  });
}

/** The width of an element in pixels; 0 before the first layout. */
function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
