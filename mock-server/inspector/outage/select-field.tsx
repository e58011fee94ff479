import { useId } from 'preact/hooks';

interface Props<T extends string> {
  readonly label: string;
  readonly name: string;
  readonly options: readonly T[];
  /** Left out where only the form holds the choice. */
  readonly value?: T;
  /** Explains the chosen option. */
  readonly explanation?: string;
  textOf(option: T): string;
  onChange?(option: T): void;
}

/** A labelled drop-down list. */
export function SelectField<T extends string>({
  label,
  name,
  options,
  value,
  explanation,
  textOf,
  onChange,
}: Props<T>) {
  const selectId = useId();
  const explanationId = useId();
  return (
    <div class="field">
      <label for={selectId}>{label}</label>
      <select
        id={selectId}
        name={name}
        {...(value !== undefined && { value })}
        {...(explanation !== undefined && { 'aria-describedby': explanationId })}
        onChange={(event) => {
          const chosen = options.find((option) => option === event.currentTarget.value);
          if (chosen !== undefined) onChange?.(chosen);
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
