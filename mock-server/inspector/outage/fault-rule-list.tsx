import { useRef } from 'preact/hooks';
import type { ActiveFault } from '../../src/api/faults.js';
import { useInspector, useTexts } from '../state/context.js';
import type { ApplyChange } from './apply-change.js';
import { isExhausted, ruleFormatter } from './fault-rule-format.js';

interface Props {
  readonly rules: readonly ActiveFault[];
  readonly applyChange: ApplyChange;
}

/** The fault rules with their hits, and buttons that remove them. */
export function FaultRuleList({ rules, applyChange }: Props) {
  const { rules: texts, announcements } = useTexts().outage;
  const heading = useRef<HTMLHeadingElement>(null);
  // The pressed button disappears with its rule, so the focus moves to the heading.
  const remove = async (id: string | undefined, announcement: string): Promise<void> => {
    if (await applyChange((integration) => integration.deleteFaults(id), announcement)) heading.current?.focus();
  };
  return (
    <div class="rules">
      <h3 ref={heading} tabIndex={-1}>
        {texts.title}: {rules.length === 0 ? texts.none : rules.length}
      </h3>
      {rules.length > 0 && (
        <ul>
          {rules.map((rule) => (
            <RuleItem
              key={rule.id}
              rule={rule}
              onRemove={(text) => void remove(rule.id, announcements.ruleRemoved(text))}
            />
          ))}
        </ul>
      )}
      {rules.length > 1 && (
        <button type="button" onClick={() => void remove(undefined, announcements.allRulesRemoved)}>
          {texts.removeAll}
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
  const texts = useTexts().outage.rules;
  const text = ruleFormatter(preferences).formatRule(rule);
  return (
    <li class="rule">
      <span>
        <bdi>{text}</bdi>{' '}
        <span class="muted">
          {texts.hits(rule.hits)}
          {isExhausted(rule) && `, ${texts.exhausted}`}
        </span>
      </span>
      <button type="button" aria-label={texts.removeRule(text)} onClick={() => onRemove(text)}>
        {texts.remove}
      </button>
    </li>
  );
}
