/** What a body says in short, whether or not the vendor takes it. */
export interface Gist {
  readonly title: string | undefined;
  readonly summary: string | undefined;
  readonly deeplink: string | undefined;
  /** How many customers it names. */
  readonly userIds: number;
}

/**
 * What a body says. Parsed and no more, since it is asked of a whole journal at once; validation, which knows every
 * oddity of the vendor, would take as long as the requests themselves.
 */
export function readGist(body: Buffer): Gist {
  const push = fieldsOf(jsonOf(body.toString('utf8')));
  const message = fieldsOf(push['message']);
  return {
    title: textOf(message['title']),
    summary: textOf(message['summary']),
    deeplink: textOf(push['deeplink']),
    userIds: userIdsOf({ userIds: read(push['userIds']) }).length,
  };
}

/** The customers a body names. */
export function userIdsOf(value: unknown): readonly unknown[] {
  const userIds = typeof value === 'object' && value !== null && 'userIds' in value ? value.userIds : undefined;
  return Array.isArray(userIds) ? userIds : [];
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
