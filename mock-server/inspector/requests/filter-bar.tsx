import { type Signal, useComputed } from '@preact/signals';
import { OUTCOMES } from '../../src/api/outcome.js';
import { useInspector, useTexts } from '../state/context.js';

/** Filters of the list. */
export function FilterBar() {
  const { filter, rows } = useInspector();
  const { requests: texts, outcomes } = useTexts();
  const statuses = useComputed(() => [...new Set(rows.all.map(({ status }) => status))].toSorted(byStatus));
  return (
    <fieldset class="filter">
      <legend class="visually-hidden">{texts.filter}</legend>
      <label>
        {texts.outcome}
        <select
          value={filter.outcome.value}
          onChange={({ currentTarget: { value } }) => {
            filter.outcome.value = OUTCOMES.find((outcome) => outcome === value) ?? '';
          }}
        >
          <option value="">{texts.any}</option>
          {OUTCOMES.map((outcome) => (
            <option key={outcome} value={outcome}>
              {outcomes[outcome]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.status}
        <select
          value={filter.status.value}
          onChange={({ currentTarget: { value } }) => {
            filter.status.value = value;
          }}
        >
          <option value="">{texts.any}</option>
          {statuses.value.map((status) => (
            <option key={status} value={status ?? 'none'}>
              {status ?? texts.noStatus}
            </option>
          ))}
        </select>
      </label>
      <TextField label={texts.userId} value={filter.userId} />
      <TextField label={texts.text} value={filter.text} />
      <button type="button" disabled={!filter.isActive.value} onClick={() => filter.clear()}>
        {texts.clearFilter}
      </button>
    </fieldset>
  );
}

function TextField({ label, value }: { readonly label: string; readonly value: Signal<string> }) {
  return (
    <label>
      {label}
      <input
        type="search"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        value={value.value}
        onInput={({ currentTarget }) => {
          value.value = currentTarget.value;
        }}
      />
    </label>
  );
}

function byStatus(one: number | null, other: number | null): number {
  return (one ?? 0) - (other ?? 0);
}
