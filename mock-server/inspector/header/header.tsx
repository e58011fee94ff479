import './header.css';
import { useInspector, useTexts } from '../state/context.js';
import { THEMES } from '../state/preferences.js';
import { LANGUAGES, TEXTS } from '../texts/languages.js';

export function Header() {
  const texts = useTexts().header;
  return (
    <header class="header">
      <h1>
        imshop-mock <span class="muted">{texts.title}</span>
      </h1>
      <ConnectionStatus />
      <p class="muted">{texts.disclaimer}</p>
      <PreferenceControls />
    </header>
  );
}

function ConnectionStatus() {
  const texts = useTexts().header;
  const { connection } = useInspector();
  return (
    <span class="connection" data-connection={connection.value} role="status">
      {texts.connection[connection.value]}
    </span>
  );
}

function PreferenceControls() {
  const texts = useTexts().header;
  const { preferences } = useInspector();
  return (
    <fieldset class="preferences">
      <legend class="visually-hidden">{texts.preferences}</legend>
      <label>
        <input
          type="checkbox"
          checked={preferences.showsFullIds.value}
          onChange={(event) => {
            preferences.showsFullIds.value = event.currentTarget.checked;
          }}
        />
        {texts.showFullIds}
      </label>
      <label>
        <span class="visually-hidden">{texts.theme}</span>
        <select
          value={preferences.theme.value}
          onChange={({ currentTarget: { value } }) => {
            preferences.theme.value = THEMES.find((theme) => theme === value) ?? 'auto';
          }}
        >
          {THEMES.map((theme) => (
            <option key={theme} value={theme}>
              {texts.theme}: {texts.themes[theme]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="visually-hidden">{texts.language}</span>
        <select
          value={preferences.language.value}
          onChange={({ currentTarget: { value } }) => {
            preferences.language.value = LANGUAGES.find((language) => language === value) ?? 'en';
          }}
        >
          {LANGUAGES.map((language) => (
            <option key={language} value={language} lang={language}>
              {TEXTS[language].language}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}

/** Message of the last refused call. */
export function ErrorBanner() {
  const { error } = useInspector();
  const texts = useTexts().header;
  return (
    <div role="alert">
      {error.value !== undefined && (
        <p class="error">
          <span>{error.value}</span>
          <button
            type="button"
            onClick={() => {
              error.value = undefined;
            }}
          >
            {texts.dismiss}
          </button>
        </p>
      )}
    </div>
  );
}
