import { durationText } from '../parts/duration.js';
import { useWords } from '../state/context.js';
import type { Run } from './use-run.js';

const MINUTE_S = 60;

interface Props {
  readonly advancedMs: number;
  readonly run: Run;
}

/** The clock of the integration, and ways to move it on. */
export function ClockSection({ advancedMs, run }: Props) {
  const { outage: words, locale } = useWords();
  const ahead = advancedMs === 0 ? words.clock.onTime : words.clock.advanced(durationText(advancedMs, locale));
  const advance = (seconds: number): void => {
    const advanceMs = seconds * 1000;
    void run((integration) => integration.clock({ advanceMs }), words.said.advanced(durationText(advanceMs, locale)));
  };
  return (
    <>
      <p class="clock-line">
        {words.clock.title}: <span class={advancedMs === 0 ? 'muted' : 'name'}>{ahead}</span>
        <button type="button" onClick={() => advance(MINUTE_S)}>
          {words.clock.minute}
        </button>
      </p>
      <details>
        <summary>{words.clock.more}</summary>
        <p class="hint">{words.clock.hint}</p>
        <form
          class="fields clock"
          aria-label={words.clock.title}
          onSubmit={(event) => {
            event.preventDefault();
            advance(Number(new FormData(event.currentTarget).get('seconds')));
          }}
        >
          <label class="field">
            {words.clock.seconds}
            <input type="number" name="seconds" min={1} step={1} required defaultValue="10" />
          </label>
          <button type="submit">{words.clock.advance}</button>
        </form>
      </details>
    </>
  );
}
