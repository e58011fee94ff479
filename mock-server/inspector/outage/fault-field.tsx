import { MAX_LOCATION_LENGTH, STATUS_BODIES } from '../../src/api/faults.js';
import { useWords } from '../state/context.js';
import { Choice } from './choice.js';
import { type FieldName, isNumberField, NUMBER_FIELDS, type NumberBounds, type NumberField } from './fault-fields.js';

interface Props {
  readonly name: Exclude<FieldName, 'shape'>;
  /** What an empty field means. */
  readonly hint?: string | undefined;
}

/** A field of the form of faults. The form keeps what is typed; the browser checks it. */
export function FaultField({ name, hint }: Props) {
  const words = useWords().outage;
  if (isNumberField(name)) return <NumberInput name={name} hint={hint} />;
  if (name === 'body') {
    return (
      <Choice label={words.form.fields.body} name={name} known={STATUS_BODIES} textOf={(body) => words.bodies[body]} />
    );
  }
  return (
    <label class="field">
      {words.form.fields.location}
      <input name={name} required maxLength={MAX_LOCATION_LENGTH} autocomplete="off" spellcheck={false} dir="ltr" />
    </label>
  );
}

function NumberInput({ name, hint }: { readonly name: NumberField; readonly hint: string | undefined }) {
  const words = useWords().outage.form;
  const bounds: NumberBounds = NUMBER_FIELDS[name];
  return (
    <label class="field">
      <span>
        {words.fields[name]}
        {hint !== undefined && <span class="muted"> ({hint})</span>}
      </span>
      <input
        type="number"
        name={name}
        min={bounds.min}
        max={bounds.max}
        step={bounds.step}
        required={!bounds.isOptional}
        defaultValue={bounds.initial === undefined ? '' : String(bounds.initial)}
      />
    </label>
  );
}
