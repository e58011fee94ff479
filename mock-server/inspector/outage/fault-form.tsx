import { useSignal } from '@preact/signals';
import { FAULT_TYPES, type FaultType, MAX_LOCATION_LENGTH, STATUS_BODIES } from '../../src/api/faults.js';
import { useInspector, useTexts } from '../state/context.js';
import type { Texts } from '../texts/en.js';
import type { ApplyChange } from './apply-change.js';
import {
  type FieldName,
  faultRuleOf,
  fieldsOfFault,
  isNumberField,
  LATENCY_SHAPES,
  type LatencyShape,
  NUMBER_FIELDS,
  type NumberField,
  type NumberRange,
  WHEN_CHOICES,
  WHEN_FIELDS,
  type WhenChoice,
} from './fault-fields.js';
import { hitsOnlyNextRequest, ruleFormatter } from './fault-rule-format.js';
import { SelectField } from './select-field.js';

/** Form that adds a fault rule. With its initial values the fault hits only the next request. */
export function FaultForm({ applyChange }: { readonly applyChange: ApplyChange }) {
  const { preferences } = useInspector();
  const { form: texts, announcements } = useTexts().outage;
  const when = useSignal<WhenChoice>('always');
  const addFault = (form: HTMLFormElement): void => {
    const rule = faultRuleOf(form);
    const { fault, when: condition, ...rest } = rule;
    const { formatFault, formatRule } = ruleFormatter(preferences);
    const announcement = hitsOnlyNextRequest(rule)
      ? announcements.faultAdded(formatFault(fault))
      : announcements.ruleAdded(formatRule(rule));
    void applyChange((integration) => integration.fail(fault, { ...condition, ...rest }), announcement);
  };
  return (
    <details>
      <summary>{texts.title}</summary>
      <form
        class="fields"
        aria-label={texts.title}
        onSubmit={(event) => {
          event.preventDefault();
          addFault(event.currentTarget);
        }}
      >
        <FaultTypeFields />
        <SelectField
          label={texts.when}
          name="when"
          options={WHEN_CHOICES}
          choice={when}
          textOf={(choice) => texts.choices[choice]}
        />
        {WHEN_FIELDS[when.value].map((name) => (
          <FaultField key={name} name={name} hint={emptyHint(name, texts)} />
        ))}
        <label class="check">
          <input type="checkbox" name="accepted" />
          {texts.accepted}
        </label>
        <p class="hint">{texts.acceptedHint}</p>
        <button type="submit">{texts.add}</button>
      </form>
    </details>
  );
}

/** The fault's type and the fields of that type. */
function FaultTypeFields() {
  const { form: texts, types } = useTexts().outage;
  const type = useSignal<FaultType>('status');
  const shape = useSignal<LatencyShape>('fixed');
  return (
    <>
      <SelectField
        label={texts.fault}
        name="type"
        options={FAULT_TYPES}
        choice={type}
        explanation={types[type.value].explanation}
        textOf={(each) => types[each].name}
      />
      {fieldsOfFault(type.value, shape.value).map((name) =>
        name === 'shape' ? (
          <SelectField
            key={name}
            label={texts.fields.shape}
            name={name}
            options={LATENCY_SHAPES}
            choice={shape}
            textOf={(each) => texts.shapes[each]}
          />
        ) : (
          <FaultField key={name} name={name} hint={emptyHint(name, texts, type.value)} />
        ),
      )}
    </>
  );
}

interface FieldProps {
  readonly name: Exclude<FieldName, 'shape'>;
  /** Meaning of an empty field. */
  readonly hint: string | undefined;
}

/** A field of the form. The form holds its value and the browser validates it. */
function FaultField({ name, hint }: FieldProps) {
  const { form: texts, bodies } = useTexts().outage;
  if (isNumberField(name)) return <NumberInput name={name} hint={hint} />;
  if (name === 'body') {
    return (
      <SelectField label={texts.fields.body} name={name} options={STATUS_BODIES} textOf={(body) => bodies[body]} />
    );
  }
  return (
    <label class="field">
      {texts.fields.location}
      <input name={name} required maxLength={MAX_LOCATION_LENGTH} autocomplete="off" spellcheck={false} dir="ltr" />
    </label>
  );
}

function NumberInput({ name, hint }: { readonly name: NumberField; readonly hint: string | undefined }) {
  const texts = useTexts().outage.form;
  const { min, max, step, initial, isOptional }: NumberRange = NUMBER_FIELDS[name];
  return (
    <label class="field">
      <span>
        {texts.fields[name]}
        {hint !== undefined && <span class="muted"> ({hint})</span>}
      </span>
      <input
        type="number"
        name={name}
        min={min}
        max={max}
        step={step}
        required={!isOptional}
        defaultValue={initial === undefined ? '' : String(initial)}
      />
    </label>
  );
}

/** Meaning of an empty field. */
function emptyHint(name: FieldName, texts: Texts['outage']['form'], type?: FaultType): string | undefined {
  if (name === 'times') return texts.emptyUnlimited;
  if (name === 'retryAfter') return type === 'rate-limited' ? texts.emptySixty : texts.emptyNone;
  return undefined;
}
