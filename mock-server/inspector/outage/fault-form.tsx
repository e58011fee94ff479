import { useSignal } from '@preact/signals';
import { FAULT_TYPES, type FaultType } from '../../src/api/faults.js';
import { useInspector, useWords } from '../state/context.js';
import type { Words } from '../words/index.js';
import { Choice } from './choice.js';
import { FaultField } from './fault-field.js';
import {
  type FieldName,
  fieldsOfFault,
  fieldsOfWhen,
  LATENCY_SHAPES,
  type LatencyShape,
  WHEN_CHOICES,
  type WhenChoice,
} from './fault-fields.js';
import { faultRuleOf, valuesOf } from './fault-rule.js';
import { tellerOf } from './rule-teller.js';
import { faultText, isForNextAlone, ruleText } from './rule-text.js';
import type { Run } from './use-run.js';

/** Adds a fault rule; as it stands at first, for the next request and no other. */
export function FaultForm({ run }: { readonly run: Run }) {
  const inspector = useInspector();
  const words = useWords().outage;
  const when = useSignal<WhenChoice>('always');
  const add = (form: HTMLFormElement): void => {
    const rule = faultRuleOf(valuesOf(form));
    const { fault, when: condition, ...rest } = rule;
    const teller = tellerOf(inspector.preferences);
    const toldAs = isForNextAlone(rule)
      ? words.said.nextFails(faultText(fault, teller.words))
      : words.said.added(ruleText(rule, teller));
    void run((integration) => integration.fail(fault, { ...condition, ...rest }), toldAs);
  };
  return (
    <details>
      <summary>{words.form.title}</summary>
      <form
        class="fields"
        aria-label={words.form.title}
        onSubmit={(event) => {
          event.preventDefault();
          add(event.currentTarget);
        }}
      >
        <FaultFields />
        <Choice
          label={words.form.which}
          name="when"
          known={WHEN_CHOICES}
          value={when.value}
          textOf={(choice) => words.form.choices[choice]}
          onChoose={(choice) => {
            when.value = choice;
          }}
        />
        {fieldsOfWhen(when.value).map((name) => (
          <FaultField key={name} name={name} hint={hintOf(name, words.form)} />
        ))}
        <label class="check">
          <input type="checkbox" name="accepted" />
          {words.form.accepted}
        </label>
        <p class="hint">{words.form.acceptedHint}</p>
        <button type="submit">{words.form.add}</button>
      </form>
    </details>
  );
}

/** The type of fault, and what it needs said. */
function FaultFields() {
  const words = useWords().outage;
  const type = useSignal<FaultType>('status');
  const shape = useSignal<LatencyShape>('fixed');
  return (
    <>
      <Choice
        label={words.form.fault}
        name="type"
        known={FAULT_TYPES}
        value={type.value}
        explanation={words.types[type.value].explanation}
        textOf={(each) => words.types[each].name}
        onChoose={(chosen) => {
          type.value = chosen;
        }}
      />
      {fieldsOfFault(type.value, shape.value).map((name) =>
        name === 'shape' ? (
          <Choice
            key={name}
            label={words.form.fields.shape}
            name={name}
            known={LATENCY_SHAPES}
            value={shape.value}
            textOf={(each) => words.form.shapes[each]}
            onChoose={(chosen) => {
              shape.value = chosen;
            }}
          />
        ) : (
          <FaultField key={name} name={name} hint={hintOf(name, words.form, type.value)} />
        ),
      )}
    </>
  );
}

/** What it means to leave a field empty. */
function hintOf(name: FieldName, words: Words['outage']['form'], type?: FaultType): string | undefined {
  if (name === 'times') return words.isUnbounded;
  if (name === 'retryAfter') return type === 'rate-limited' ? words.isSixty : words.isNone;
  return undefined;
}
