import './phone-frame.css';
import { useState } from 'preact/hooks';
import { useWords } from '../state/context.js';
import { NotificationCard } from './notification-card.js';
import type { Pushed } from './pushed.js';
import type { System } from './system.js';

interface Props {
  readonly push: Pushed;
  readonly system: System;
  /** What the phone's clock shows. */
  readonly at: Date;
}

/** A phone that lies locked, with one notification. */
export function PhoneFrame({ push, system, at }: Props) {
  const words = useWords().phone;
  return (
    <figure class="phone" data-system={system} aria-label={words.lockScreens[system]}>
      <div class="screen">
        <LockClock at={at} />
        {system === 'ios' ? <NotificationCard push={push} system="ios" when={words.now} /> : <Expandable push={push} />}
      </div>
      <figcaption aria-hidden="true">{words.systems[system]}</figcaption>
    </figure>
  );
}

function LockClock({ at }: { readonly at: Date }) {
  const { locale } = useWords();
  return (
    <time class="lock-clock" dateTime={at.toISOString()}>
      <span class="date">{at.toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long' })}</span>
      <span class="hour">{at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })}</span>
    </time>
  );
}

function Expandable({ push }: { readonly push: Pushed }) {
  const words = useWords().phone;
  const [isExpanded, setExpanded] = useState(false);
  const toggle = (
    <button
      type="button"
      class="expand"
      aria-expanded={isExpanded}
      aria-label={isExpanded ? words.collapse : words.expand}
      onClick={() => setExpanded(!isExpanded)}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d="M2.5 4.5 6 8l3.5-3.5" />
      </svg>
    </button>
  );
  return <NotificationCard push={push} system="android" when={words.now} isExpanded={isExpanded} toggle={toggle} />;
}
