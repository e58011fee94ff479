interface Body {
  content: unknown;
  contentType: string;
  encoded: unknown;
}

/** An interaction of the committed pact, to be changed by a mutation. */
export interface Mutable {
  description: string;
  providerStates: { name: string; params?: Record<string, unknown> }[];
  request: { method: string; path: string; headers: Record<string, string[]>; body: Body; query?: unknown };
  response: { status: number; headers?: Record<string, string[]>; body: Body; matchingRules?: object };
}

export interface Mutation {
  readonly name: string;
  /** The interaction that is changed. */
  readonly of: string;
  readonly change: (interaction: Mutable) => void;
  /** The path of the expected difference. */
  readonly path: string;
}

// Interactions of the committed pact.
export const PUSH = 'a push';
export const OFF = 'a push while the integration is off';
export const NO_ARRAY = 'user ids that are no array';
export const LIMITED = 'a push over the limit, with Retry-After';
export const DOWN = 'a push that the vendor answers with 503';
export const NO_TITLE = 'no title';
export const THOUSAND = 'a push to as many customers as a request takes';

/** Returns the JSON of a body, to be changed in place. */
export function json({ body }: { body: Body }): Record<string, unknown> {
  return body.content as Record<string, unknown>;
}

type Change = Mutation['change'];
export const answer =
  (fields: object): Change =>
  ({ response }) =>
    Object.assign(response, fields);
export const answerBody =
  (fields: object): Change =>
  ({ response }) =>
    Object.assign(json(response), fields);
export const request =
  (fields: object): Change =>
  ({ request }) =>
    Object.assign(request, fields);
export const requestBody =
  (fields: object): Change =>
  ({ request }) =>
    Object.assign(json(request), fields);
export const state =
  (fields: object): Change =>
  ({ providerStates }) =>
    Object.assign(providerStates[0] ?? {}, fields);
