import type { FidelityRow } from 'imshop-contracts';
import { useWords } from '../state/context.js';

/** The rows as they came. What the mock tells of itself is English. */
export function FidelityTable({ rows }: { readonly rows: readonly FidelityRow[] }) {
  const words = useWords().fidelity;
  return (
    <table class="fidelity">
      <caption class="unseen">{words.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.behaviour}</th>
          <th scope="col">{words.standing}</th>
          <th scope="col">{words.source}</th>
          <th scope="col">{words.switch}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" lang="en">
              {row.behaviour}
            </th>
            <td data-label={words.standing}>
              <span class="standing" data-standing={row.standing}>
                {words.standings[row.standing]}
              </span>
            </td>
            <td data-label={words.source}>
              <bdi lang="en">{row.source}</bdi>
            </td>
            <td data-label={words.switch}>
              {row.switch === undefined ? <span class="muted">{words.noSwitch}</span> : <code>{row.switch}</code>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
