import { parseEvents } from '../api/event-stream.js';
import type { MockEvent } from '../api/events.js';
import type { EventOptions } from '../api/mock.js';
import { MockApiError } from '../base/errors.js';

/** Calls the control API of one mock. */
export class ControlClient {
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(origin: string, adminToken: string | undefined) {
    this.#base = `${origin}/_mock`;
    this.#headers = adminToken === undefined ? {} : { authorization: `Bearer ${adminToken}` };
  }

  async get<T>(path: string, query: object = {}, signal?: AbortSignal): Promise<T> {
    return jsonOf(await this.#call('GET', path + queryOf(query), undefined, { signal }));
  }

  /** An answer that is no JSON, as it is. */
  async text(path: string): Promise<string> {
    const response = await this.#call('GET', path);
    return arrived(response.text(), 'no whole answer', response.url);
  }

  /** The answer's JSON value; `undefined` where the answer has no body (204). */
  async send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<T> {
    return jsonOf(await this.#call(method, path, body));
  }

  async events({ slug, coalesce, lastEventId, signal }: EventOptions): Promise<AsyncIterable<MockEvent>> {
    const headers: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) };
    const response = await this.#call('GET', `/events${queryOf({ slug, coalesce })}`, undefined, { headers, signal });
    return parseEvents(response, signal);
  }

  async #call(
    method: string,
    path: string,
    body?: object,
    { headers, signal }: { headers?: Record<string, string>; signal?: AbortSignal | undefined } = {},
  ): Promise<Response> {
    const url = this.#base + path;
    const answer = fetch(url, {
      method,
      headers: { ...this.#headers, ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    });
    const response = await arrived(answer, 'no answer', url, signal);
    if (response.ok) return response;
    const problem: unknown = await response.json().catch(() => undefined);
    const what = `${method} ${path} was refused with ${response.status}`;
    throw new MockApiError('REFUSED', `${what}: ${detailOf(problem)}`, { status: response.status, problem });
  }
}

async function jsonOf<T>(response: Response): Promise<T> {
  const value = response.status === 204 ? undefined : await arrived(response.json(), 'no JSON', response.url);
  // What the control API answers is described by its OpenAPI document, which a test holds against these types.
  return value as T;
}

/** An answer, or a part of it; a connection that breaks off gives none, nor does what is no mock. */
async function arrived<T>(part: Promise<T>, without: string, url: string, signal?: AbortSignal): Promise<T> {
  try {
    return await part;
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new MockApiError('UNREACHABLE', `${without} from ${url}`, { cause });
  }
}

function queryOf(values: object): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value !== undefined) query.set(key, String(value));
  return query.size === 0 ? '' : `?${query}`;
}

function detailOf(problem: unknown): string {
  return typeof problem === 'object' && problem !== null && 'detail' in problem ? String(problem.detail) : 'no details';
}
