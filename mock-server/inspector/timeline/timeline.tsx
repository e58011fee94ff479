import './timeline.css';
import { useId } from 'preact/hooks';
import { Panel } from '../parts/panel';
import { useInspector, useWords } from '../state/context';
import { BucketTable } from './bucket-table';
import { Chart } from './chart';
import { Legend } from './legend';
import { momentFormat } from './moments';
import { useBuckets } from './use-buckets';

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
