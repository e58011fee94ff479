import type { Adviser, AdvisoryCode } from '../api/advisory.js';

/** Characters that a lock screen shows before it cuts: about the least of current iOS and Android. */
export const TITLE_CHARACTERS = 50;
export const SUMMARY_CHARACTERS = 150;

export const longTitle: Adviser = ({ message }) => long('long-title', 'message.title', message.title, TITLE_CHARACTERS);
export const longSummary: Adviser = ({ message }) =>
  long('long-summary', 'message.summary', message.summary, SUMMARY_CHARACTERS);

export const blankText: Adviser = ({ message }) => {
  const key = (['title', 'summary'] as const).find((name) => message[name].trim() === '');
  return key && { code: 'blank-text', path: `message.${key}`, message: 'the customer sees an empty line' };
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;

export const controlCharacters: Adviser = ({ message }) => {
  const key = (['title', 'summary'] as const).find((name) => CONTROL.test(message[name]));
  return key && { code: 'control-characters', path: `message.${key}`, message: 'control characters show as boxes' };
};

function long(code: AdvisoryCode, path: string, text: string, most: number): ReturnType<Adviser> {
  const length = text.length <= most ? text.length : [...text].length;
  if (length <= most) return undefined;
  return { code, path, message: `${length} characters; a lock screen shows about ${most}` };
}
