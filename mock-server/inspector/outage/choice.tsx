import { useId } from 'preact/hooks';

interface Props<T extends string> {
  readonly label: string;
  readonly name: string;
  readonly known: readonly T[];
  /** Left out, the form alone knows what was chosen. */
  readonly value?: T;
  readonly explanation?: string;
  textOf(value: T): string;
  onChoose?(value: T): void;
}

/** One of several, with a line that explains what is chosen. */
export function Choice<T extends string>({ label, name, known, value, explanation, textOf, onChoose }: Props<T>) {
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
          const chosen = known.find((each) => each === event.currentTarget.value);
          if (chosen !== undefined) onChoose?.(chosen);
        }}
      >
        {known.map((each) => (
          <option key={each} value={each}>
            {textOf(each)}
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
