import type { Entry } from '../journal/entry.js';
import { userIdsOf } from './sent.js';

/** What a body says in short, whether or not the vendor takes it. */
export interface Gist {
  readonly title: string | undefined;
  readonly summary: string | undefined;
  readonly deeplink: string | undefined;
  /** How many customers it names. */
  readonly userIds: number;
}

/**
 * What a request's body says. Parsed and no more, since it is asked of a whole journal at once; validation, which
 * knows every oddity of the vendor, would take as long as the requests themselves.
 */
export function gistOf({ body }: Entry): Gist {
  const value = body === undefined ? undefined : jsonOf(body.bytes.toString('utf8'));
  const push = fieldsOf(value);
  const message = fieldsOf(push['message']);
  return {
    title: textOf(message['title']),
    summary: textOf(message['summary']),
    deeplink: textOf(push['deeplink']),
    userIds: userIdsOf({ userIds: read(push['userIds']) }).length,
  };
}

/** The fields of an object, or of the one that a JSON string holds: the vendor takes it for the object. */
function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  const object = read(value);
  return typeof object === 'object' && object !== null ? { ...object } : {};
}

function read(value: unknown): unknown {
  return typeof value === 'string' ? jsonOf(value) : value;
}

function jsonOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
