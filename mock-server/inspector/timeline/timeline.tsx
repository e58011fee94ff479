import './timeline.css';
import { useId } from 'preact/hooks';
import { Panel } from '../parts/panel.js';
import { useInspector, useWords } from '../state/context.js';
import { BucketTable } from './bucket-table.js';
import { Chart } from './chart.js';
import { Legend } from './legend.js';
import { momentFormat } from './moments.js';
import { useBuckets } from './use-buckets.js';

/** Requests over time, by how they ended. */
export function Timeline() {
  const { timeline: words } = useWords();
  const { locale } = useInspector().preferences.words.value;
  const buckets = useBuckets();
  const id = useId();
  const format = momentFormat(locale, buckets.widthMs, buckets.endMs - buckets.beginMs);
  return (
    <Panel title={words.title}>
      {/* The height stays while there is nothing to draw, so that the list below does not jump. */}
      <Chart buckets={buckets} format={format} id={id} />
      <Legend counts={buckets.counts} id={id} />
      {buckets.total > 0 && <BucketTable buckets={buckets} format={format} />}
    </Panel>
  );
}
