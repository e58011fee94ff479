import './outage-panel.css';
import { useId, useRef } from 'preact/hooks';
import { Panel } from '../components/panel.js';
import { useInspector, useTexts } from '../state/context.js';
import { type ApplyChange, useApplyChange } from './apply-change.js';
import { ClockSection } from './clock-section.js';
import { FaultForm } from './fault-form.js';
import { FaultRuleList } from './fault-rule-list.js';
import { ScenarioSection } from './scenario-section.js';

/** Controls that make the selected integration fail. */
export function OutagePanel() {
  const { slug, snapshot, integrations } = useInspector();
  const texts = useTexts().outage;
  const selected = slug.value ?? '';
  const { applyChange, announcement } = useApplyChange(selected);
  const state = snapshot.value?.state;
  const exists = integrations.value.some((integration) => integration.slug === selected);
  return (
    <Panel title={texts.title}>
      <div class="outage">
        {!exists && <p class="muted">{texts.noRequests}</p>}
        <AvailabilitySwitch isAvailable={state?.settings.available ?? true} applyChange={applyChange} />
        <p class="announcement" role="status">
          <span key={announcement.value.number}>{announcement.value.text}</span>
        </p>
        <FaultRuleList rules={state?.faults ?? []} applyChange={applyChange} />
        <ScenarioSection state={state?.scenario} applyChange={applyChange} />
        <FaultForm applyChange={applyChange} />
        <ClockSection advancedMs={state?.clock.advancedMs ?? 0} applyChange={applyChange} />
        <ResetButton applyChange={applyChange} />
      </div>
    </Panel>
  );
}

interface SwitchProps {
  readonly isAvailable: boolean;
  readonly applyChange: ApplyChange;
}

function AvailabilitySwitch({ isAvailable, applyChange }: SwitchProps) {
  const texts = useTexts().outage;
  const hintId = useId();
  const change = async (box: HTMLInputElement): Promise<void> => {
    const available = box.checked;
    const announcement = available ? texts.announcements.available : texts.announcements.unavailable;
    const isDone = await applyChange((integration) => integration.patch({ available }), announcement);
    if (!isDone) box.checked = !available;
  };
  return (
    <div>
      <label class="switch">
        <input
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: browsers derive aria-checked from the checkbox
          role="switch"
          checked={isAvailable}
          aria-describedby={hintId}
          onChange={(event) => void change(event.currentTarget)}
        />
        {texts.available}
      </label>
      <p id={hintId} class="hint">
        {texts.unavailableHint}
      </p>
    </div>
  );
}

/** Resets the whole mock after a confirmation. */
function ResetButton({ applyChange }: { readonly applyChange: ApplyChange }) {
  const { reset: texts, announcements } = useTexts().outage;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const textId = useId();
  return (
    <>
      <button type="button" class="danger" onClick={() => dialog.current?.showModal()}>
        {texts.open}
      </button>
      <dialog ref={dialog} class="reset" aria-labelledby={titleId} aria-describedby={textId}>
        <form
          method="dialog"
          onSubmit={(event) => {
            if (event.submitter?.getAttribute('value') !== 'reset') return;
            void applyChange((_, mock) => mock.reset(), announcements.reset);
          }}
        >
          <h2 id={titleId}>{texts.title}</h2>
          <p id={textId}>{texts.consequences}</p>
          <div class="buttons">
            <button type="submit" value="cancel">
              {texts.cancel}
            </button>
            <button type="submit" value="reset" class="danger">
              {texts.confirm}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
