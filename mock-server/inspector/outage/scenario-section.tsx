import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { SCENARIO_NAMES, type ScenarioName, type ScenarioState } from '../../src/api/faults.js';
import { useWords } from '../state/context.js';
import { Choice } from './choice.js';
import { progressTexts } from './scenario-text.js';
import type { Run } from './use-run.js';

interface Props {
  readonly state: ScenarioState | undefined;
  readonly run: Run;
}

/** The scenario that runs, and the built-in ones to start. */
export function ScenarioSection({ state, run }: Props) {
  const words = useWords().outage;
  const summary = useRef<HTMLElement>(null);
  const chosen = useSignal<ScenarioName>('flapping');
  const start = (name: ScenarioName) => run((integration) => integration.scenario(name), words.said.started(name));
  // The button that was pressed goes with what ran; the focus would be lost with it.
  const stop = async (): Promise<void> => {
    if (await run((integration) => integration.deleteScenario(), words.said.stopped)) summary.current?.focus();
  };
  return (
    <>
      {state && state.scenario !== null && <RunningScenario state={state} onStop={() => void stop()} />}
      <details>
        <summary ref={summary}>{words.scenario.title}</summary>
        <form
          class="fields"
          aria-label={words.scenario.title}
          onSubmit={(event) => {
            event.preventDefault();
            void start(chosen.value);
          }}
        >
          <Choice
            label={words.scenario.label}
            name="scenario"
            known={SCENARIO_NAMES}
            value={chosen.value}
            explanation={words.scenario.explanations[chosen.value]}
            textOf={(name) => name}
            onChoose={(name) => {
              chosen.value = name;
            }}
          />
          <button type="submit">{words.scenario.start}</button>
        </form>
      </details>
    </>
  );
}

function RunningScenario({ state, onStop }: { readonly state: ScenarioState; onStop(): void }) {
  const allWords = useWords();
  const words = allWords.outage.scenario;
  const { scenario, phase } = state;
  const phaseName = phase === null ? undefined : scenario?.phases[phase]?.name;
  return (
    <section class="running" aria-label={words.running}>
      <p>
        {words.running}: <bdi class="name">{scenario?.name ?? words.unnamed}</bdi>
      </p>
      <p class="muted">
        {phaseName !== undefined && (
          <>
            <bdi>{words.phaseNames[phaseName] ?? phaseName}</bdi>:{' '}
          </>
        )}
        {progressTexts(state, allWords).join(', ')}
      </p>
      <button type="button" onClick={onStop}>
        {words.stop}
      </button>
    </section>
  );
}
