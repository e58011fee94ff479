import { en, type Texts } from './en.js';
import { ru } from './ru.js';

export const LANGUAGES = ['en', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

export const TEXTS: Readonly<Record<Language, Texts>> = { en, ru };

/** The first of the browser's languages that the page has; English where it has none. */
export function preferredLanguage(browserLanguages: readonly string[]): Language {
  const codes = browserLanguages.map((tag) => tag.toLowerCase().split('-')[0]);
  return codes.flatMap((code) => LANGUAGES.filter((known) => known === code))[0] ?? 'en';
}
