import { en, type Words } from './en.js';
import { ru } from './ru.js';

export type { Words } from './en.js';

export const LANGUAGES = ['en', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

export const WORDS: Readonly<Record<Language, Words>> = { en, ru };

/** The first language of the browser that the page speaks; English where it speaks none of them. */
export function languageOf(wanted: readonly string[]): Language {
  const codes = wanted.map((tag) => tag.toLowerCase().split('-')[0]);
  return codes.flatMap((code) => LANGUAGES.filter((known) => known === code))[0] ?? 'en';
}
