/** A push that the vendor accepts, as bytes that bypass the contract's own code. */
export const PUSH = '{"userIds":["79999999999"],"message":{"title":"Заказ в пути","summary":"Ждите курьера"}}';

export interface Posted {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** Posts a body as JSON and reads the whole answer. */
export async function post(
  url: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Posted> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    ...(signal ? { signal } : {}),
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** The bytes of a push to these customers. */
export function pushTo(userIds: readonly string[], message = { title: 'Скидка', summary: 'Только сегодня' }): string {
  return JSON.stringify({ userIds, message });
}
