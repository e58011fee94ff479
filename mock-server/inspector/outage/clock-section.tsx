import { useTexts } from '../state/context.js';
import { formatDuration } from '../texts/time-format.js';
import type { ApplyChange } from './apply-change.js';

const MINUTE_S = 60;

interface Props {
  readonly advancedMs: number;
  readonly applyChange: ApplyChange;
}

/** The integration's clock, and controls to advance it. */
export function ClockSection({ advancedMs, applyChange }: Props) {
  const { outage: texts, locale } = useTexts();
  const offset = advancedMs === 0 ? texts.clock.notAdvanced : texts.clock.ahead(formatDuration(advancedMs, locale));
  const advance = (seconds: number): void => {
    const advanceMs = seconds * 1000;
    const announcement = texts.announcements.clockAdvanced(formatDuration(advanceMs, locale));
    void applyChange((integration) => integration.clock({ advanceMs }), announcement);
  };
  return (
    <>
      <p class="clock-line">
        {texts.clock.title}: <span class={advancedMs === 0 ? 'muted' : 'name'}>{offset}</span>
        <button type="button" onClick={() => advance(MINUTE_S)}>
          {texts.clock.advanceMinute}
        </button>
      </p>
      <details>
        <summary>{texts.clock.custom}</summary>
        <p class="hint">{texts.clock.hint}</p>
        <form
          class="fields clock"
          aria-label={texts.clock.title}
          onSubmit={(event) => {
            event.preventDefault();
            advance(Number(new FormData(event.currentTarget).get('seconds')));
          }}
        >
          <label class="field">
            {texts.clock.seconds}
            <input type="number" name="seconds" min={1} step={1} required defaultValue="10" />
          </label>
          <button type="submit">{texts.clock.advance}</button>
        </form>
      </details>
    </>
  );
}
