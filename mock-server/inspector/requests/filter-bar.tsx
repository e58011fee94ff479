import { type Signal, useComputed } from '@preact/signals';
import { OUTCOMES } from '../../src/api/outcome.js';
import { useInspector, useWords } from '../state/context.js';

/** Narrows the list. */
export function FilterBar() {
  const { filter, lines } = useInspector();
  const words = useWords();
  const { requests } = words;
  const statuses = useComputed(() => [...new Set(lines.all.map(({ status }) => status))].toSorted(byNumber));
  return (
    <fieldset class="filter">
      <legend class="unseen">{requests.filter}</legend>
      <label>
        {requests.outcome}
        <select
          value={filter.outcome.value}
          onChange={({ currentTarget: { value } }) => {
            filter.outcome.value = OUTCOMES.find((outcome) => outcome === value) ?? '';
          }}
        >
          <option value="">{requests.any}</option>
          {OUTCOMES.map((outcome) => (
            <option key={outcome} value={outcome}>
              {words.outcomes[outcome]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {requests.status}
        <select
          value={filter.status.value}
          onChange={({ currentTarget: { value } }) => {
            filter.status.value = value;
          }}
        >
          <option value="">{requests.any}</option>
          {statuses.value.map((status) => (
            <option key={status} value={status ?? 'none'}>
              {status ?? requests.noStatus}
            </option>
          ))}
        </select>
      </label>
      <TextField label={requests.userId} value={filter.userId} />
      <TextField label={requests.text} value={filter.text} />
      <button type="button" disabled={!filter.isOn.value} onClick={() => filter.clear()}>
        {requests.clearFilter}
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

function byNumber(one: number | null, other: number | null): number {
  return (one ?? 0) - (other ?? 0);
}
