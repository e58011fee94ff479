import type { PushRequest } from 'imshop-contracts';
import type { Advisory, AdvisoryCode } from '../api/advisory.js';

/** Characters that a lock screen shows before it cuts: about the least of current iOS and Android. */
export const TITLE_CHARACTERS = 50;
export const SUMMARY_CHARACTERS = 150;

export function longTitle({ message }: PushRequest): Advisory | undefined {
  return long('long-title', 'message.title', message.title, TITLE_CHARACTERS);
}

export function longSummary({ message }: PushRequest): Advisory | undefined {
  return long('long-summary', 'message.summary', message.summary, SUMMARY_CHARACTERS);
}

export function blankText({ message }: PushRequest): Advisory | undefined {
  const key = TEXT_KEYS.find((name) => message[name].trim() === '');
  return key && { code: 'blank-text', path: `message.${key}`, message: 'the customer sees an empty line' };
}

export function controlCharacters({ message }: PushRequest): Advisory | undefined {
  const key = TEXT_KEYS.find((name) => CONTROL.test(message[name]));
  return key && { code: 'control-characters', path: `message.${key}`, message: 'control characters show as boxes' };
}

export function webDeeplink({ deeplink }: PushRequest): Advisory | undefined {
  if (deeplink === undefined || !/^https?:/i.test(deeplink)) return undefined;
  const message = 'a web link is possible but discouraged: link into the application';
  return { code: 'web-deeplink', path: 'deeplink', message };
}

export function deeplinkWithoutScheme({ deeplink }: PushRequest): Advisory | undefined {
  if (deeplink === undefined || /^[a-z][a-z0-9+.-]*:/i.test(deeplink)) return undefined;
  return { code: 'deeplink-without-scheme', path: 'deeplink', message: 'the application opens scheme://… only' };
}

const TEXT_KEYS = ['title', 'summary'] as const;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;

function long(code: AdvisoryCode, path: string, text: string, max: number): Advisory | undefined {
  const length = text.length <= max ? text.length : [...text].length;
  return length <= max ? undefined : { code, path, message: `${length} characters; a lock screen shows about ${max}` };
}
