import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';

interface Props<T extends string> {
  readonly label: string;
  readonly name: string;
  readonly options: readonly T[];
  /** Follows the choice. Left out where only the form holds it. */
  readonly choice?: Signal<T>;
  /** Explains the chosen option. */
  readonly explanation?: string;
  textOf(option: T): string;
}

/** A labelled drop-down list. */
export function SelectField<T extends string>({ label, name, options, choice, explanation, textOf }: Props<T>) {
  const selectId = useId();
  const explanationId = useId();
  return (
    <div class="field">
      <label for={selectId}>{label}</label>
      <select
        id={selectId}
        name={name}
        {...(choice && { value: choice.value })}
        {...(explanation !== undefined && { 'aria-describedby': explanationId })}
        onChange={(event) => {
          const chosen = options.find((option) => option === event.currentTarget.value);
          if (choice && chosen !== undefined) choice.value = chosen;
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {textOf(option)}
          </option>
        ))}
      </select>
      {explanation !== undefined && (
        <p id={explanationId} class="hint">
          {explanation}
        </p>
      )}
    </div>
  );
}
