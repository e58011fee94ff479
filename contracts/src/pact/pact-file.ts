import { isObject, type JsonObject } from '../json.js';

/** A pact, whatever its version, as far as it is verified and looked through here. */
export interface Pact {
  readonly consumer: string;
  readonly provider: string;
  /** Major version of the specification: 1 to 4. */
  readonly version: number;
  readonly interactions: readonly Interaction[];
}

export interface Interaction {
  readonly description: string;
  readonly states: readonly GivenState[];
  readonly request: PactRequest;
  readonly response: PactResponse;
  /** As it stands in the file. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface GivenState {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
}

interface PactRequest {
  readonly method: string;
  readonly path: string;
  readonly query: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: PactBody;
  readonly matchingRules: unknown;
}

interface PactResponse {
  readonly status: number;
  readonly body: PactBody;
}

/** What travels: JSON, other bytes, or nothing. */
export type PactBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** A file is no pact, or one that cannot be verified over HTTP. */
export class PactFileError extends Error {
  override readonly name = 'PactFileError';
  readonly code = 'INVALID_PACT';
}

/**
 * Reads a pact of specification 1 to 4.
 *
 * @param source Where it is from, for messages.
 * @throws PactFileError naming the source, the place and what is allowed.
 */
export function readPact(text: string, source: string): Pact {
  const fail = (where: string, what: string) => new PactFileError(`${source}: ${where} ${what}`);
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw new PactFileError(`${source}: not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isObject(file)) throw fail('a pact', 'must be an object');
  const { consumer, provider, interactions, messages } = file;
  if (!Array.isArray(interactions)) {
    throw fail(
      'interactions',
      messages === undefined ? 'must be an array' : 'are missing: a pact of messages has nothing for HTTP',
    );
  }
  return {
    consumer: nameOf(consumer) ?? 'unnamed',
    provider: nameOf(provider) ?? 'unnamed',
    version: versionOf(file['metadata']),
    interactions: interactions.map((raw: unknown, index) => {
      if (!isObject(raw)) throw fail(`interactions[${index}]`, 'must be an object');
      return interactionOf(raw, (what) => fail(`interactions[${index}]`, what));
    }),
  };
}

function interactionOf(raw: JsonObject, fail: (what: string) => PactFileError): Interaction {
  const { description, request, response, type } = raw;
  if (type !== undefined && type !== 'Synchronous/HTTP')
    throw fail(`is ${String(type)}: only Synchronous/HTTP can be verified`);
  if (typeof description !== 'string') throw fail('has no description');
  if (!isObject(request) || !isObject(response)) throw fail(`(${description}) needs a request and a response`);
  const { method, path, query, matchingRules } = request;
  const { status } = response;
  return {
    description,
    states: statesOf(raw),
    request: {
      method: typeof method === 'string' ? method.toUpperCase() : 'GET',
      path: typeof path === 'string' ? path : '/',
      query,
      headers: headersOf(request['headers']),
      body: bodyOf(request),
      matchingRules: matchingRules ?? request['matchingRules'],
    },
    response: { status: typeof status === 'number' ? status : 200, body: bodyOf(response) },
    raw,
  };
}

/** V3 and V4 list states with parameters; V2 and V1 name one, under two keys. */
function statesOf(raw: JsonObject): GivenState[] {
  const { providerStates } = raw;
  if (Array.isArray(providerStates)) {
    return providerStates.filter(isObject).map(({ name, params }) => ({
      name: String(name),
      params: isObject(params) ? params : {},
    }));
  }
  const name = raw['providerState'] ?? raw['provider_state'];
  return typeof name === 'string' ? [{ name, params: {} }] : [];
}

function headersOf(value: unknown): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([key, values]) => [
      key.toLowerCase(),
      Array.isArray(values) ? values.join(', ') : String(values),
    ]),
  );
}

/** V4 says how a body is encoded; before, JSON stands as itself and anything else as a string. */
function bodyOf(message: JsonObject): PactBody {
  const { body } = message;
  if (body === undefined || body === null) return { kind: 'none' };
  if (isObject(body) && 'content' in body && ('encoded' in body || 'contentType' in body)) return encodedBody(body);
  const type = headersOf(message['headers'])['content-type'] ?? '';
  return typeof body === 'string' && !/json/i.test(type) ? contentOf(Buffer.from(body)) : { kind: 'json', value: body };
}

function encodedBody({ content, encoded, contentType }: JsonObject): PactBody {
  if (typeof content !== 'string') return { kind: 'json', value: content };
  const isValue = encoded === false && /json/i.test(String(contentType));
  if (isValue) return { kind: 'json', value: content };
  return contentOf(Buffer.from(content, String(encoded).toLowerCase() === 'base64' ? 'base64' : 'utf8'));
}

/** JSON, whatever it is called, where the bytes are that. */
function contentOf(bytes: Buffer): PactBody {
  try {
    return { kind: 'json', value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { kind: 'bytes', bytes };
  }
}

function versionOf(metadata: unknown): number {
  const { pactSpecification, pactSpecificationVersion } = isObject(metadata) ? metadata : {};
  const said = isObject(pactSpecification) ? pactSpecification['version'] : pactSpecificationVersion;
  const major = Number.parseInt(String(said ?? '2'), 10);
  return Number.isNaN(major) ? 2 : major;
}

function nameOf(party: unknown): string | undefined {
  return isObject(party) && typeof party['name'] === 'string' ? party['name'] : undefined;
}

/** What a text says as JSON, or the text itself where it is none. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
