import type { Signal } from '@preact/signals';
import type { FidelityRow, Standing } from 'imshop-contracts';
import { useId } from 'preact/hooks';
import { useWords } from '../state/context.js';
import { ofStanding, STANDINGS } from './fidelity-filter.js';

interface Props {
  /** What is counted. */
  readonly rows: readonly FidelityRow[];
  readonly standing: Signal<Standing | undefined>;
}

/** Which standing to show, each with its number of rows. */
export function StandingFilter({ rows, standing }: Props) {
  const words = useWords().fidelity;
  const name = useId();
  return (
    <fieldset>
      <legend>{words.filter}</legend>
      {[undefined, ...STANDINGS].map((each) => (
        <label key={each ?? 'all'}>
          <input
            type="radio"
            name={name}
            checked={standing.value === each}
            onChange={() => {
              standing.value = each;
            }}
          />
          {each === undefined ? words.all : words.standings[each]} ({ofStanding(each, rows).length})
        </label>
      ))}
    </fieldset>
  );
}
