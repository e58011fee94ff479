import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { SCENARIO_NAMES, type ScenarioName, type ScenarioState } from '../../src/api/faults.js';
import { useTexts } from '../state/context.js';
import type { Texts } from '../texts/en.js';
import { formatDuration } from '../texts/time-format.js';
import type { ApplyChange } from './apply-change.js';
import { SelectField } from './select-field.js';

interface Props {
  readonly state: ScenarioState | undefined;
  readonly applyChange: ApplyChange;
}

/** The running scenario, and a form that starts a built-in one. */
export function ScenarioSection({ state, applyChange }: Props) {
  const { scenario: texts, announcements } = useTexts().outage;
  const summary = useRef<HTMLElement>(null);
  const chosen = useSignal<ScenarioName>('flapping');
  const start = (name: ScenarioName) =>
    applyChange((integration) => integration.scenario(name), announcements.scenarioStarted(name));
  // The pressed button disappears with the running scenario, so the focus moves to the form's summary.
  const stop = async (): Promise<void> => {
    const isDone = await applyChange((integration) => integration.deleteScenario(), announcements.scenarioStopped);
    if (isDone) summary.current?.focus();
  };
  return (
    <>
      {state && state.scenario !== null && <RunningScenario state={state} onStop={() => void stop()} />}
      <details>
        <summary ref={summary}>{texts.title}</summary>
        <form
          class="fields"
          aria-label={texts.title}
          onSubmit={(event) => {
            event.preventDefault();
            void start(chosen.value);
          }}
        >
          <SelectField
            label={texts.label}
            name="scenario"
            options={SCENARIO_NAMES}
            choice={chosen}
            explanation={texts.explanations[chosen.value]}
            textOf={(name) => name}
          />
          <button type="submit">{texts.start}</button>
        </form>
      </details>
    </>
  );
}

function RunningScenario({ state, onStop }: { readonly state: ScenarioState; onStop(): void }) {
  const allTexts = useTexts();
  const texts = allTexts.outage.scenario;
  const { scenario, phase } = state;
  const phaseName = phase === null ? undefined : scenario?.phases[phase]?.name;
  return (
    <section class="running" aria-label={texts.running}>
      <p>
        {texts.running}: <bdi class="name">{scenario?.name ?? texts.unnamed}</bdi>
      </p>
      <p class="muted">
        {phaseName !== undefined && (
          <>
            <bdi>{texts.phaseNames[phaseName] ?? phaseName}</bdi>:{' '}
          </>
        )}
        {progressOf(state, allTexts).join(', ')}
      </p>
      <button type="button" onClick={onStop}>
        {texts.stop}
      </button>
    </section>
  );
}

/** Phase, requests or remaining time, and completed rounds, as texts. */
function progressOf(state: ScenarioState, { outage: { scenario: texts }, locale }: Texts): readonly string[] {
  const phases = state.scenario?.phases ?? [];
  const rounds = state.rounds > 0 ? [texts.rounds(state.rounds)] : [];
  if (state.phase === null) return [texts.over, ...rounds];
  const maxRequests = phases[state.phase]?.for?.requests;
  return [
    texts.phase(state.phase + 1, phases.length),
    maxRequests === undefined ? texts.requests(state.requests) : texts.requestsOf(state.requests, maxRequests),
    ...(state.remainingMs === null ? [] : [texts.remaining(formatDuration(state.remainingMs, locale))]),
    ...rounds,
  ];
}
