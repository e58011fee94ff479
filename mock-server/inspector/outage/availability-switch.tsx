import { useId } from 'preact/hooks';
import { useWords } from '../state/context.js';
import type { Run } from './use-run.js';

interface Props {
  readonly isAvailable: boolean;
  readonly run: Run;
}

export function AvailabilitySwitch({ isAvailable, run }: Props) {
  const words = useWords().outage;
  const hintId = useId();
  const change = async (box: HTMLInputElement): Promise<void> => {
    const available = box.checked;
    const isDone = await run(
      (integration) => integration.patch({ available }),
      available ? words.said.available : words.said.unavailable,
    );
    if (!isDone) box.checked = !available;
  };
  return (
    <div>
      <label class="switch">
        <input
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells by itself whether it is checked
          role="switch"
          checked={isAvailable}
          aria-describedby={hintId}
          onChange={(event) => void change(event.currentTarget)}
        />
        {words.available}
      </label>
      <p id={hintId} class="hint">
        {words.unavailableHint}
      </p>
    </div>
  );
}
