import './lock-screens.css';
import { useId, useMemo, useState } from 'preact/hooks';
import { Panel } from '../parts/panel.js';
import { useWords } from '../state/context.js';
import { PhoneFrame } from './phone-frame.js';
import type { Pushed } from './pushed.js';
import { SYSTEMS } from './system.js';
import { WhatIsSeen } from './what-is-seen.js';

interface Props {
  readonly push: Pushed;
  /** When the push came, for the clocks of the phones. */
  readonly receivedAt: string;
}

const LOOKS = ['light', 'dark'] as const;
type Look = (typeof LOOKS)[number];

/** The push as the lock screens of the phones show it. */
export function LockScreens({ push, receivedAt }: Props) {
  const words = useWords().phone;
  const [look, setLook] = useState<Look>('light');
  const at = useMemo(() => new Date(receivedAt), [receivedAt]);
  return (
    <Panel title={words.title}>
      <LookChoice look={look} onChoose={setLook} />
      <div class="phones" data-look={look}>
        {SYSTEMS.map((system) => (
          <PhoneFrame key={system} system={system} push={push} at={at} />
        ))}
      </div>
      <WhatIsSeen push={push} />
    </Panel>
  );
}

interface ChoiceProps {
  readonly look: Look;
  readonly onChoose: (look: Look) => void;
}

/** The phones are light or dark whatever the page is. */
function LookChoice({ look, onChoose }: ChoiceProps) {
  const words = useWords().phone;
  const name = useId();
  return (
    <fieldset class="phone-look">
      <legend>{words.look}</legend>
      {LOOKS.map((each) => (
        <label key={each}>
          <input type="radio" name={name} checked={look === each} onChange={() => onChoose(each)} />
          {words.looks[each]}
        </label>
      ))}
    </fieldset>
  );
}
