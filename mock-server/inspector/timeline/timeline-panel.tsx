import './timeline-panel.css';
import { useId, useState } from 'preact/hooks';
import { Panel } from '../components/panel.js';
import { useInspector, useTexts } from '../state/context.js';
import { axisTimeFormat } from '../texts/time-format.js';
import { BarChart } from './bar-chart.js';
import { type Buckets, type GroupCounts, useBuckets } from './buckets.js';
import { fillOf, OUTCOME_GROUPS, type OutcomeGroup, singleOutcome } from './outcome-groups.js';

/** Requests over time, by outcome. */
export function TimelinePanel() {
  const { timeline: texts, locale } = useTexts();
  const buckets = useBuckets();
  const id = useId();
  const format = axisTimeFormat(locale, buckets.bucketMs, buckets.endMs - buckets.startMs);
  return (
    <Panel title={texts.title}>
      {/* Drawn even without requests, so that the list below does not jump. */}
      <BarChart buckets={buckets} format={format} id={id} />
      <Legend counts={buckets.counts} id={id} />
      {buckets.total > 0 && <BucketTable buckets={buckets} format={format} />}
    </Panel>
  );
}

/** The groups with their counts. A group of one outcome is a button that filters the list. */
function Legend({ counts, id }: { readonly counts: GroupCounts; readonly id: string }) {
  const { timeline: texts } = useTexts();
  const { outcome } = useInspector().filter;
  const isVisible = (group: OutcomeGroup): boolean => counts[group] > 0 || singleOutcome(group) === outcome.value;
  return (
    <ul class="timeline-legend" aria-label={texts.legend}>
      {OUTCOME_GROUPS.filter(isVisible).map((group) => (
        <li key={group}>
          <LegendEntry group={group} count={counts[group]} id={id} />
        </li>
      ))}
    </ul>
  );
}

interface EntryProps {
  readonly group: OutcomeGroup;
  readonly count: number;
  readonly id: string;
}

function LegendEntry({ group, count, id }: EntryProps) {
  const { timeline: texts } = useTexts();
  const { outcome: filtered } = useInspector().filter;
  const outcome = singleOutcome(group);
  const content = (
    <>
      <svg width="14" height="14" aria-hidden="true">
        <rect width="14" height="14" rx="2" fill={fillOf(id, group)} />
      </svg>
      {texts.groups[group](count)}
    </>
  );
  if (outcome === undefined) return <span>{content}</span>;
  const isPressed = filtered.value === outcome;
  return (
    <button
      type="button"
      aria-pressed={isPressed}
      title={texts.filter}
      onClick={() => {
        filtered.value = isPressed ? '' : outcome;
      }}
    >
      {content}
    </button>
  );
}

interface TableProps {
  readonly buckets: Buckets;
  readonly format: Intl.DateTimeFormat;
}

/** The chart as a table, rendered only while it is open. */
function BucketTable({ buckets, format }: TableProps) {
  const { timeline: texts } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details class="timeline-table" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{texts.table}</summary>
      {isOpen && (
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.start}</th>
              <th scope="col">{texts.outcomes}</th>
            </tr>
          </thead>
          <tbody>
            {buckets.buckets
              .filter(({ total }) => total > 0)
              .map(({ startMs, counts }) => (
                <tr key={startMs}>
                  <th scope="row">{format.format(startMs)}</th>
                  <td>
                    {OUTCOME_GROUPS.filter((group) => counts[group] > 0)
                      .map((group) => texts.groups[group](counts[group]))
                      .join(', ')}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
