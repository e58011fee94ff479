import './lock-screens.css';
import { useId, useMemo, useState } from 'preact/hooks';
import { Panel } from '../components/panel.js';
import { useTexts } from '../state/context.js';
import { NotificationCard, PLATFORMS, type Platform } from './notification-card.js';
import type { PushContent } from './push-content.js';
import { PushPreview } from './push-preview.js';

const PHONE_THEMES = ['light', 'dark'] as const;
type PhoneTheme = (typeof PHONE_THEMES)[number];

interface Props {
  readonly push: PushContent;
  /** Time on the phones' clocks. */
  readonly receivedAt: string;
}

/** The push on the lock screens of both platforms. */
export function LockScreens({ push, receivedAt }: Props) {
  const texts = useTexts().phone;
  const [theme, setTheme] = useState<PhoneTheme>('light');
  const at = useMemo(() => new Date(receivedAt), [receivedAt]);
  return (
    <Panel title={texts.title}>
      <PhoneThemeChoice theme={theme} onChange={setTheme} />
      <div class="phones" data-phone-theme={theme}>
        {PLATFORMS.map((platform) => (
          <Phone key={platform} platform={platform} push={push} at={at} />
        ))}
      </div>
      <PushPreview push={push} />
    </Panel>
  );
}

interface ThemeProps {
  readonly theme: PhoneTheme;
  readonly onChange: (theme: PhoneTheme) => void;
}

/** The theme of the phones, independent of the page's theme. */
function PhoneThemeChoice({ theme, onChange }: ThemeProps) {
  const texts = useTexts().phone;
  const name = useId();
  return (
    <fieldset class="phone-theme">
      <legend>{texts.theme}</legend>
      {PHONE_THEMES.map((each) => (
        <label key={each}>
          <input type="radio" name={name} checked={theme === each} onChange={() => onChange(each)} />
          {texts.themes[each]}
        </label>
      ))}
    </fieldset>
  );
}

interface PhoneProps {
  readonly platform: Platform;
  readonly push: PushContent;
  readonly at: Date;
}

function Phone({ platform, push, at }: PhoneProps) {
  const texts = useTexts().phone;
  return (
    <figure class="phone" data-platform={platform} aria-label={texts.lockScreens[platform]}>
      <div class="screen">
        <LockScreenClock at={at} />
        {platform === 'ios' ? (
          <NotificationCard push={push} platform="ios" when={texts.now} />
        ) : (
          <ExpandableNotification push={push} />
        )}
      </div>
      <figcaption aria-hidden="true">{texts.platforms[platform]}</figcaption>
    </figure>
  );
}

function LockScreenClock({ at }: { readonly at: Date }) {
  const { locale } = useTexts();
  return (
    <time class="lock-clock" dateTime={at.toISOString()}>
      <span class="date">{at.toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long' })}</span>
      <span class="hour">{at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })}</span>
    </time>
  );
}

function ExpandableNotification({ push }: { readonly push: PushContent }) {
  const texts = useTexts().phone;
  const [isExpanded, setExpanded] = useState(false);
  const toggle = (
    <button
      type="button"
      class="expand"
      aria-expanded={isExpanded}
      aria-label={isExpanded ? texts.collapse : texts.expand}
      onClick={() => setExpanded(!isExpanded)}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d="M2.5 4.5 6 8l3.5-3.5" />
      </svg>
    </button>
  );
  return <NotificationCard push={push} platform="android" when={texts.now} isExpanded={isExpanded} toggle={toggle} />;
}
