import type { MockEvent } from './api/events.js';
import type { EventOptions } from './api/mock.js';
import { MockApiError } from './errors.js';
import { parseEvents } from './event-stream.js';

/** Calls the control API of one mock. */
export class ControlClient {
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(origin: string, adminToken: string | undefined) {
    this.#base = `${origin}/_mock`;
    this.#headers = adminToken === undefined ? {} : { authorization: `Bearer ${adminToken}` };
  }

  async get<T>(path: string, query: object = {}): Promise<T> {
    return this.#json(await this.#call('GET', path + queryOf(query)));
  }

  /** An answer that is no JSON, as it is. */
  async text(path: string): Promise<string> {
    return (await this.#call('GET', path)).text();
  }

  /** The answer's JSON value; `undefined` where the answer has no body (204). */
  async send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<T> {
    return this.#json(await this.#call(method, path, body));
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
    const response = await this.#fetch(this.#base + path, {
      method,
      headers: { ...this.#headers, ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    });
    if (response.ok) return response;
    const problem: unknown = await response.json().catch(() => undefined);
    const what = `${method} ${path} was refused with ${response.status}`;
    throw new MockApiError('refused', `${what}: ${detailOf(problem)}`, { status: response.status, problem });
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(url, init);
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      throw new MockApiError('unreachable', `no answer from ${url}`, { cause });
    }
  }

  async #json<T>(response: Response): Promise<T> {
    // What the control API answers is described by its OpenAPI document, which a test holds against these types.
    return (response.status === 204 ? undefined : await response.json()) as T;
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
