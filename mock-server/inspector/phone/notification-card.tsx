import './notification-card.css';
import type { ComponentChildren } from 'preact';
import { useMask } from '../parts/use-mask.js';
import { useWords } from '../state/context.js';
import type { Pushed } from './pushed.js';
import { type LineBreaks, shownText } from './shown-text.js';
import type { System } from './system.js';

interface Props {
  readonly push: Pushed;
  readonly system: System;
  /** When it came, as the phone says it. */
  readonly when: ComponentChildren;
  /** Android shows one line of the text until it is expanded. */
  readonly isExpanded?: boolean;
  /** What expands the notification, where it can be. */
  readonly toggle?: ComponentChildren;
}

/** A notification as a phone draws it. The application has a neutral icon. */
export function NotificationCard({ push, system, when, isExpanded = false, toggle }: Props) {
  const words = useWords().phone;
  const mask = useMask();
  return (
    <div class="notification" data-system={system} data-expanded={isExpanded}>
      <AppIcon />
      <div class="from">
        <span class="app">{words.app}</span>
        <span class="when">{when}</span>
        {toggle}
      </div>
      <div class="title" dir="auto">
        {shownText(mask(push.title), 'as-spaces')}
      </div>
      <div class="text" dir="auto">
        {shownText(mask(push.summary), lineBreaksIn(system, isExpanded))}
      </div>
    </div>
  );
}

function lineBreaksIn(system: System, isExpanded: boolean): LineBreaks {
  if (system === 'ios') return 'kept';
  return isExpanded ? 'never-blank' : 'as-spaces';
}

function AppIcon() {
  return (
    <svg class="app-icon" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M9 12h14l-1.2 11a2 2 0 0 1-2 1.8h-7.6a2 2 0 0 1-2-1.8z" />
      <path class="handle" d="M12.5 14v-3a3.5 3.5 0 0 1 7 0v3" />
    </svg>
  );
}
