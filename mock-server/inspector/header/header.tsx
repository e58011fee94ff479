import './header.css';
import { useInspector, useWords } from '../state/context.js';
import { THEMES } from '../state/preferences.js';
import { LANGUAGES, WORDS } from '../words/index.js';

export function Header() {
  const words = useWords().header;
  return (
    <header class="header">
      <h1>
        imshop-mock <span class="muted">{words.title}</span>
      </h1>
      <ConnectionBadge />
      <p class="muted">{words.unofficial}</p>
      <Choices />
    </header>
  );
}

function ConnectionBadge() {
  const words = useWords().header;
  const { connection } = useInspector();
  return (
    <span class="connection" data-connection={connection.value} role="status">
      {words.connection[connection.value]}
    </span>
  );
}

function Choices() {
  const words = useWords().header;
  const { preferences } = useInspector();
  return (
    <fieldset class="choices">
      <legend class="unseen">{words.preferences}</legend>
      <label>
        <input
          type="checkbox"
          checked={preferences.isUnmasked.value}
          onChange={(event) => {
            preferences.isUnmasked.value = event.currentTarget.checked;
          }}
        />
        {words.unmask}
      </label>
      <label>
        <span class="unseen">{words.theme}</span>
        <select
          value={preferences.theme.value}
          onChange={({ currentTarget: { value } }) => {
            preferences.theme.value = THEMES.find((theme) => theme === value) ?? 'auto';
          }}
        >
          {THEMES.map((theme) => (
            <option key={theme} value={theme}>
              {words.theme}: {words.themes[theme]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="unseen">{words.language}</span>
        <select
          value={preferences.language.value}
          onChange={({ currentTarget: { value } }) => {
            preferences.language.value = LANGUAGES.find((language) => language === value) ?? 'en';
          }}
        >
          {LANGUAGES.map((language) => (
            <option key={language} value={language} lang={language}>
              {WORDS[language].language}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
