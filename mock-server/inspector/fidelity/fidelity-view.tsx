import './fidelity-view.css';
import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import type { FidelityRow, Standing } from 'imshop-contracts';
import { useId } from 'preact/hooks';
import { Panel } from '../components/panel.js';
import { useInspector, useTexts } from '../state/context.js';

/** In the order of the legend: the best known first. */
const STANDINGS = ['documented', 'observed', 'library', 'assumed'] as const satisfies readonly Standing[];

/** The fidelity table: every behaviour of the mock, its standing and its source. */
export function FidelityView() {
  const inspector = useInspector();
  const texts = useTexts().fidelity;
  const rows = useSignal<readonly FidelityRow[] | undefined>(undefined);
  const standing = useSignal<Standing | undefined>(undefined);
  const search = useSignal('');
  // Loaded again after each reconnection: a restarted mock may have other observations.
  useSignalEffect(() => {
    if (inspector.connection.value !== 'live') return;
    void inspector
      .call((mock) => mock.fidelity())
      .then((loaded) => {
        if (loaded) rows.value = loaded;
      });
  });
  const found = containing(search.value, rows.value ?? []);
  const displayed = withStanding(standing.value, found);
  return (
    <Panel title={texts.title}>
      <dl class="standings">
        {STANDINGS.map((each) => (
          <div key={each}>
            <dt>
              <StandingBadge standing={each} />
            </dt>
            <dd>{texts.explanations[each]}</dd>
          </div>
        ))}
      </dl>
      <div class="fidelity-filter">
        <StandingFilter rows={found} standing={standing} />
        <label>
          {texts.search}
          <input
            type="search"
            value={search.value}
            onInput={(event) => {
              search.value = event.currentTarget.value;
            }}
          />
        </label>
      </div>
      <p role="status" class="muted">
        {rows.value === undefined
          ? texts.loading
          : displayed.length === 0
            ? texts.noMatch
            : texts.shown(displayed.length)}
      </p>
      {displayed.length > 0 && <FidelityTable rows={displayed} />}
    </Panel>
  );
}

interface FilterProps {
  /** The rows to count. */
  readonly rows: readonly FidelityRow[];
  readonly standing: Signal<Standing | undefined>;
}

/** Radio buttons for the standing, each with its number of rows. */
function StandingFilter({ rows, standing }: FilterProps) {
  const texts = useTexts().fidelity;
  const name = useId();
  return (
    <fieldset>
      <legend>{texts.filter}</legend>
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
          {each === undefined ? texts.all : texts.standings[each]} ({withStanding(each, rows).length})
        </label>
      ))}
    </fieldset>
  );
}

/** Behaviours and sources are in English: the mock has no other texts. */
function FidelityTable({ rows }: { readonly rows: readonly FidelityRow[] }) {
  const texts = useTexts().fidelity;
  return (
    <table class="fidelity">
      <caption class="visually-hidden">{texts.caption}</caption>
      <thead>
        <tr>
          {[texts.behaviour, texts.standing, texts.source, texts.setting].map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" lang="en">
              {row.behaviour}
            </th>
            <td data-label={texts.standing}>
              <StandingBadge standing={row.standing} />
            </td>
            <td data-label={texts.source}>
              <bdi lang="en">{row.source}</bdi>
            </td>
            <td data-label={texts.setting}>
              {row.switch === undefined ? <span class="muted">{texts.noSetting}</span> : <code>{row.switch}</code>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function StandingBadge({ standing }: { readonly standing: Standing }) {
  const texts = useTexts().fidelity;
  return (
    <span class="standing" data-standing={standing}>
      {texts.standings[standing]}
    </span>
  );
}

/** The rows that contain a text in any column, ignoring case. */
function containing(text: string, rows: readonly FidelityRow[]): readonly FidelityRow[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter(({ id, behaviour, source, switch: setting = '' }) =>
    [id, behaviour, source, setting].some((part) => part.toLowerCase().includes(wanted)),
  );
}

function withStanding(standing: Standing | undefined, rows: readonly FidelityRow[]): readonly FidelityRow[] {
  return standing === undefined ? rows : rows.filter((row) => row.standing === standing);
}
