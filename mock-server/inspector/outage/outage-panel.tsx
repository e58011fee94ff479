import './outage.css';
import { Panel } from '../parts/panel.js';
import { useInspector, useWords } from '../state/context.js';
import { AvailabilitySwitch } from './availability-switch.js';
import { ClockSection } from './clock-section.js';
import { FaultForm } from './fault-form.js';
import { ResetEverything } from './reset-everything.js';
import { RulesInForce } from './rules-in-force.js';
import { ScenarioSection } from './scenario-section.js';
import { useRun } from './use-run.js';

/** What fails on purpose at the integration that is looked at, and the switches for it. */
export function OutagePanel() {
  const { slug, seen, integrations } = useInspector();
  const words = useWords().outage;
  const shown = slug.value ?? '';
  const { run, said } = useRun(shown);
  const state = seen.value?.state;
  const isKnown = integrations.value.some((known) => known.slug === shown);
  return (
    <Panel title={words.title}>
      <div class="outage">
        {!isKnown && <p class="muted">{words.unknown}</p>}
        <AvailabilitySwitch isAvailable={state?.settings.available ?? true} run={run} />
        <p class="said" role="status">
          <span key={said.value.number}>{said.value.text}</span>
        </p>
        <RulesInForce rules={state?.faults ?? []} run={run} />
        <ScenarioSection state={state?.scenario} run={run} />
        <FaultForm run={run} />
        <ClockSection advancedMs={state?.clock.advancedMs ?? 0} run={run} />
        <ResetEverything run={run} />
      </div>
    </Panel>
  );
}
