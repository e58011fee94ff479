import './notification-card.css';
import type { ComponentChildren } from 'preact';
import { useTextMask } from '../components/masking.js';
import { useTexts } from '../state/context.js';
import type { PushContent } from './push-content.js';

export const PLATFORMS = ['ios', 'android'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** Maximum lengths of displayed texts, so that a text of a megabyte costs nothing to lay out. */
const MAX_TEXT_LENGTH = 4096;
const MAX_DEEPLINK_LENGTH = 300;

interface Props {
  readonly push: PushContent;
  readonly platform: Platform;
  /** Time of arrival, as the phone displays it. */
  readonly when: ComponentChildren;
  /** Android shows one line of the text until the notification is expanded. */
  readonly isExpanded?: boolean;
  /** Button that expands the notification. */
  readonly toggle?: ComponentChildren;
}

/** A notification as a phone draws it, with a neutral app icon. */
export function NotificationCard({ push, platform, when, isExpanded = false, toggle }: Props) {
  const texts = useTexts().phone;
  const mask = useTextMask();
  return (
    <div class="notification" data-platform={platform} data-expanded={isExpanded}>
      <AppIcon />
      <div class="from">
        <span class="app">{texts.app}</span>
        <span class="when">{when}</span>
        {toggle}
      </div>
      <div class="title" dir="auto">
        {displayedText(mask(push.title), 'spaces')}
      </div>
      <div class="text" dir="auto">
        {displayedText(mask(push.summary), lineBreaksOf(platform, isExpanded))}
      </div>
    </div>
  );
}

/** A push's deeplink, masked. It is not a link: its target comes from the sender. */
export function Deeplink({ to }: { readonly to: string }) {
  return (
    <code>
      <bdi>{truncate(useTextMask()(to), MAX_DEEPLINK_LENGTH)}</bdi>
    </code>
  );
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

/** Handling of line breaks: replaced by spaces, kept, or kept without blank lines. */
type LineBreaks = 'spaces' | 'kept' | 'no-blank-lines';

function lineBreaksOf(platform: Platform, isExpanded: boolean): LineBreaks {
  if (platform === 'ios') return 'kept';
  return isExpanded ? 'no-blank-lines' : 'spaces';
}

const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: matches control characters on purpose
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const BOX = '▯';

/** A text as a lock screen draws it. CSS cuts it to lines. */
function displayedText(text: string, lineBreaks: LineBreaks): string {
  const normalized = truncate(text, MAX_TEXT_LENGTH)
    .replace(LINE_BREAK, '\n')
    .replaceAll('\t', ' ')
    .replace(CONTROL_CHARACTER, BOX);
  if (lineBreaks === 'spaces') return normalized.replaceAll('\n', ' ');
  return lineBreaks === 'kept' ? normalized : normalized.replace(/\n{2,}/g, '\n');
}

function truncate(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength)}…`;
}
