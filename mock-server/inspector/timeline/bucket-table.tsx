import { useState } from 'preact/hooks';
import { useWords } from '../state/context.js';
import type { ChartProps } from './chart.js';
import { GROUPS } from './groups.js';

/** The same as a table; made only while it is open. */
export function BucketTable({ buckets, format }: Omit<ChartProps, 'id'>) {
  const { timeline: words } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details class="timeline-table" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{words.table}</summary>
      {isOpen && (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.from}</th>
              <th scope="col">{words.outcomes}</th>
            </tr>
          </thead>
          <tbody>
            {buckets.buckets
              .filter(({ total }) => total > 0)
              .map(({ beginMs, counts }) => (
                <tr key={beginMs}>
                  <th scope="row">{format.format(beginMs)}</th>
                  <td>
                    {GROUPS.filter((group) => counts[group] > 0)
                      .map((group) => words.groups[group](counts[group]))
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
