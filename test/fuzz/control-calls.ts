import type { Contract } from '../mock-server/openapi/contract.js';
import { rawRequest } from '../wire/raw-request.js';
import { type FuzzCase, type Generator, kept } from './fuzz-case.js';
import { changedText, jsonText, nestedText } from './json-values.js';
import type { Random } from './random.js';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly queries: readonly string[];
  /** Bodies that the operation takes. */
  readonly bodies: readonly string[];
}

/** Integrations where anything may be set to fail; those of the other kinds are left alone. */
const SLUGS = ['c-0', 'c-1', 'c-2', 'c-3', 'c-4'] as const;
const ODD = [
  '',
  '__proto__',
  'constructor',
  '%00',
  '%',
  '%2F',
  '%ff',
  '.',
  '..',
  'я',
  'x'.repeat(5_000),
  'c-1',
  '*',
] as const;
const VALUES = [
  '',
  '0',
  '1',
  '-1',
  '1e9',
  'true',
  'null',
  '200',
  'accepted',
  'c-1',
  'c-1-1',
  '%00',
  '%',
  '+',
  '%D1%8F',
  '[]',
] as const;

/** Every operation of the document, with parameters and bodies near what it takes. */
export function controlCallsOf({ operations }: Contract): Generator {
  const known = operations
    // The stream does not end by itself; a case of its own leaves it.
    .filter(({ key }) => key !== 'get /events')
    .map(({ method, path, operation: { parameters = [], requestBody } }): Operation => {
      const examples = Object.values(requestBody?.content?.['application/json']?.examples ?? {});
      return {
        method: method.toUpperCase(),
        path,
        queries: parameters.flatMap((parameter) => (parameter.in === 'query' ? [parameter.name] : [])),
        bodies: examples.map(({ value }) => JSON.stringify(value)),
      };
    });
  return (random) => {
    if (random.chance(0.03)) return watching(random);
    if (random.chance(0.1)) return pushAnywhere(random);
    const operation = random.pick(known);
    if (!operation) throw new Error('the document has no operation');
    const { path, bodies } = operation;
    const method = random.chance(0.05) ? random.pick(['HEAD', 'OPTIONS', 'PUT', 'DELETE'] as const) : operation.method;
    const target = `/_mock${path.replace(/\{(\w+)\}/g, (_, name) => parameter(random, name))}${query(random, operation)}`;
    return kept('control calls', rawRequest('', { method, target, body: bodyOf(random, bodies) }), method);
  };
}

function parameter(random: Random, name: string): string {
  if (random.chance(0.1)) return random.pick(ODD);
  const slug = random.pick(SLUGS);
  if (name === 'slug') return slug;
  return random.pick([`${slug}-${random.below(9)}`, `fault-${random.below(9)}`, '79999999999']);
}

function query(random: Random, { queries }: Operation): string {
  if (random.chance(queries.length > 0 ? 0.4 : 0.9)) return '';
  const pairs = Array.from({ length: 1 + random.below(3) }, () => {
    const name = random.chance(0.8) ? random.pick(queries) : random.pick(['__proto__', 'constructor[a]', 'x', '']);
    return `${name ?? 'x'}=${random.pick(VALUES)}`;
  });
  return `?${pairs.join('&')}`;
}

function bodyOf(random: Random, bodies: readonly string[]): string {
  const good = random.pick(bodies);
  if (good === undefined) return random.chance(0.8) ? '' : jsonText(random);
  const drawn = random.next();
  if (drawn < 0.001) return good.replace(/\[[^\]]*\]/, `[${'1,'.repeat(random.below(400_000))}1]`);
  if (drawn < 0.4) return briefly(good);
  if (drawn < 0.9) return briefly(changedText(random, random.chance(0.5) ? changedText(random, good) : good));
  return random.chance(0.8)
    ? jsonText(random)
    : good.replace(/[^:{]+\}$/, `${nestedText(random, random.below(9_000))}}`);
}

/** No call may take longer than a few milliseconds by being told to. */
function briefly(body: string): string {
  return body.replace(/("waitMs":)\d+/, '$15');
}

function watching(random: Random): FuzzCase {
  const target = `/_mock/events${random.pick(['', '?slug=c-1', '?slug=%00', '?coalesce=true', '?coalesce=1', '?slug=a&slug=b'])}`;
  const headers = { 'Last-Event-ID': random.pick(['', '0', '5', '-1', 'x', '9'.repeat(15), '9'.repeat(30)]) };
  const bytes = rawRequest('', { method: random.pick(['GET', 'HEAD']), target, headers, body: '' });
  return { kind: 'watching', parts: [bytes], ending: random.pick(['half-close', 'reset'] as const) };
}

/** Pushes where anything may fail: nothing is expected of their answers. */
function pushAnywhere(random: Random): FuzzCase {
  return { kind: 'faulted', parts: [rawRequest(random.pick(SLUGS))], ending: 'reset' };
}
