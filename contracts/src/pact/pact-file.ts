import { isObject, type JsonObject, parseJson } from '../json.js';

/** A pact of any version, reduced to what is linted and verified. */
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
  /** The unchanged interaction of the file. */
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

/** A body: JSON, other bytes, or none. */
export type PactBody =
  | { readonly type: 'none' }
  | { readonly type: 'json'; readonly value: unknown }
  | { readonly type: 'bytes'; readonly bytes: Uint8Array };

/** A file is not a pact, or not one that can be verified over HTTP. */
export class PactFileError extends Error {
  override readonly name = 'PactFileError';
  readonly code = 'INVALID_PACT';
}

/**
 * Reads a pact of specification 1 to 4.
 *
 * @param source The path or address, for messages.
 * @throws PactFileError naming the source, the place and the allowed values.
 */
export function readPact(text: string, source: string): Pact {
  const fail = (where: string, reason: string) => new PactFileError(`${source}: ${where} ${reason}`);
  const file = parseJson(text);
  if (file === undefined) throw new PactFileError(`${source}: not JSON`);
  if (!isObject(file)) throw fail('a pact', 'must be an object');
  const { consumer, provider, interactions, messages } = file;
  if (!Array.isArray(interactions)) {
    throw fail(
      'interactions',
      messages === undefined ? 'must be an array' : 'are missing: a message pact cannot be verified over HTTP',
    );
  }
  return {
    consumer: partyName(consumer),
    provider: partyName(provider),
    version: versionOf(file['metadata']),
    interactions: interactions.map((raw: unknown, index) => {
      if (!isObject(raw)) throw fail(`interactions[${index}]`, 'must be an object');
      return readInteraction(raw, (reason) => fail(`interactions[${index}]`, reason));
    }),
  };
}

function readInteraction(raw: JsonObject, fail: (reason: string) => PactFileError): Interaction {
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

/** V3 and V4 list states with parameters; V1 and V2 name one state, under either of two keys. */
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

/** V4 bodies declare their encoding; before V4, JSON is a value and anything else a string. */
function bodyOf(message: JsonObject): PactBody {
  const { body } = message;
  if (body === undefined || body === null) return { type: 'none' };
  if (isObject(body) && 'content' in body && ('encoded' in body || 'contentType' in body)) return encodedBody(body);
  const type = headersOf(message['headers'])['content-type'] ?? '';
  return typeof body === 'string' && !/json/i.test(type) ? contentOf(Buffer.from(body)) : { type: 'json', value: body };
}

function encodedBody({ content, encoded, contentType }: JsonObject): PactBody {
  if (typeof content !== 'string') return { type: 'json', value: content };
  const isValue = encoded === false && /json/i.test(String(contentType));
  if (isValue) return { type: 'json', value: content };
  return contentOf(Buffer.from(content, String(encoded).toLowerCase() === 'base64' ? 'base64' : 'utf8'));
}

/** Bytes that are JSON count as JSON, whatever their declared type. */
function contentOf(bytes: Buffer): PactBody {
  try {
    return { type: 'json', value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { type: 'bytes', bytes };
  }
}

function versionOf(metadata: unknown): number {
  const { pactSpecification, pactSpecificationVersion } = isObject(metadata) ? metadata : {};
  const declared = isObject(pactSpecification) ? pactSpecification['version'] : pactSpecificationVersion;
  const major = Number.parseInt(String(declared ?? '2'), 10);
  return Number.isNaN(major) ? 2 : major;
}

function partyName(party: unknown): string {
  return isObject(party) && typeof party['name'] === 'string' ? party['name'] : 'unnamed';
}
