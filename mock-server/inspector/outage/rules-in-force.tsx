import { useRef } from 'preact/hooks';
import type { ActiveFault } from '../../src/api/faults.js';
import { useInspector, useWords } from '../state/context.js';
import { tellerOf } from './rule-teller.js';
import { isSpent, ruleText } from './rule-text.js';
import type { Run } from './use-run.js';

interface Props {
  readonly rules: readonly ActiveFault[];
  readonly run: Run;
}

/** The fault rules, how often each hit, and buttons that remove them. */
export function RulesInForce({ rules, run }: Props) {
  const words = useWords().outage;
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed goes with its rule; the focus would be lost with it.
  const remove = async (id: string | undefined, toldAs: string): Promise<void> => {
    if (await run((integration) => integration.deleteFaults(id), toldAs)) heading.current?.focus();
  };
  return (
    <div class="rules">
      <h3 ref={heading} tabIndex={-1}>
        {words.rules.title}: {rules.length === 0 ? words.rules.none : rules.length}
      </h3>
      {rules.length > 0 && (
        <ul>
          {rules.map((rule) => (
            <RuleItem key={rule.id} rule={rule} onRemove={(text) => void remove(rule.id, words.said.removed(text))} />
          ))}
        </ul>
      )}
      {rules.length > 1 && (
        <button type="button" onClick={() => void remove(undefined, words.said.removedAll)}>
          {words.rules.removeAll}
        </button>
      )}
    </div>
  );
}

interface ItemProps {
  readonly rule: ActiveFault;
  onRemove(text: string): void;
}

function RuleItem({ rule, onRemove }: ItemProps) {
  const { preferences } = useInspector();
  const words = useWords().outage.rules;
  const text = ruleText(rule, tellerOf(preferences));
  return (
    <li class="rule">
      <span>
        <bdi>{text}</bdi>{' '}
        <span class="muted">
          {words.hits(rule.hits)}
          {isSpent(rule) && `, ${words.spent}`}
        </span>
      </span>
      <button type="button" aria-label={words.removeRule(text)} onClick={() => onRemove(text)}>
        {words.remove}
      </button>
    </li>
  );
}
