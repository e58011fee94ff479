import './fidelity.css';
import { useSignal, useSignalEffect } from '@preact/signals';
import type { FidelityRow, Standing } from 'imshop-contracts';
import { Panel } from '../parts/panel.js';
import { useInspector, useWords } from '../state/context.js';
import { holding, ofStanding, STANDINGS } from './fidelity-filter.js';
import { FidelityTable } from './fidelity-table.js';
import { StandingFilter } from './standing-filter.js';

/** Every behaviour of the mock and how well it is known. */
export function FidelityView() {
  const inspector = useInspector();
  const words = useWords().fidelity;
  const rows = useSignal<readonly FidelityRow[] | undefined>(undefined);
  const standing = useSignal<Standing | undefined>(undefined);
  const text = useSignal('');
  // Asked anew after each break: another mock may have observed other things.
  useSignalEffect(() => {
    if (inspector.connection.value !== 'live') return;
    void inspector
      .attempt((mock) => mock.fidelity())
      .then((found) => {
        if (found) rows.value = found;
      });
  });
  const found = holding(text.value, rows.value ?? []);
  const shown = ofStanding(standing.value, found);
  return (
    <Panel title={words.title}>
      <dl class="standings">
        {STANDINGS.map((each) => (
          <div key={each}>
            <dt>
              <span class="standing" data-standing={each}>
                {words.standings[each]}
              </span>
            </dt>
            <dd>{words.explanations[each]}</dd>
          </div>
        ))}
      </dl>
      <div class="fidelity-filter">
        <StandingFilter rows={found} standing={standing} />
        <label>
          {words.text}
          <input
            type="search"
            value={text.value}
            onInput={(event) => {
              text.value = event.currentTarget.value;
            }}
          />
        </label>
      </div>
      <p role="status" class="muted">
        {rows.value === undefined ? words.loading : shown.length === 0 ? words.nothing : words.shown(shown.length)}
      </p>
      {shown.length > 0 && <FidelityTable rows={shown} />}
    </Panel>
  );
}
