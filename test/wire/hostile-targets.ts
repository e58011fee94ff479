import { ACCEPTED, type HostileCase, json, NOT_FOUND } from './hostile-case.js';
import { rawRequest } from './raw-request.js';

/** Request targets that are not simply the path of an integration. */
export const HOSTILE_TARGETS: readonly HostileCase[] = [
  found('a query', (slug) => `/${slug}/push?retry=1`),
  found('a query of 8,000 bytes', (slug) => `/${slug}/push?${'q'.repeat(8_000)}`),
  // RFC 9112, 3.2.2: a server must accept the absolute form.
  found('an absolute-form target', (slug) => `http://mock.example/${slug}/push`),
  found('an absolute-form target with port and query', (slug) => `http://mock.example:8080/${slug}/push?retry=1`),
  unknown('a fragment', (slug) => `/${slug}/push#top`),
  unknown('a path of 8,000 bytes', () => `/${'a'.repeat(8_000)}/push`),
  unknown('an empty slug', () => '//push'),
  unknown('a slash too many in front', (slug) => `//${slug}/push`),
  unknown('a slash too many behind', (slug) => `/${slug}/push/`),
  unknown('another verb', (slug) => `/${slug}/send`),
  unknown('a slug in upper case', () => '/SHOP/push'),
  unknown('a slug that begins with a dot', () => '/.shop/push'),
  unknown('a slug of 65 characters', () => `/${'a'.repeat(65)}/push`),
  unknown('a percent-encoded slug', (slug) => `/%${slug.charCodeAt(0).toString(16)}${slug.slice(1)}/push`),
  unknown('a percent-encoded slash', (slug) => `/${slug}%2Fpush`),
  unknown('a percent-encoded NUL', (slug) => `/${slug}%00/push`),
  unknown('a percent sign alone', () => '/%/push'),
  unknown('the way up', (slug) => `/../${slug}/push`),
  unknown('the way up and down again', (slug) => `/${slug}/../${slug}/push`),
  unknown('two dots for a slug', () => '/../push'),
  unknown('the way up to the control API', (slug) => `/${slug}/../_mock/reset`),
  unknown('the control API, percent-encoded', () => '/%5Fmock/reset'),
  {
    name: 'bytes beyond ASCII',
    sends: (slug) => rawRequest(slug, { target: '/магазин/push' }),
    answers: [json('400 Bad Request', '{"error":"Bad Request","message":"Invalid char in url path"}')],
    connection: 'closed',
    journal: [],
  },
  {
    name: 'a path of 20,000 bytes',
    sends: (slug) => rawRequest(slug, { target: `/${'a'.repeat(20_000)}/push` }),
    answers: [
      json(
        '431 Request Header Fields Too Large',
        '{"error":"Request Header Fields Too Large","message":"Header overflow"}',
      ),
    ],
    connection: 'closed',
    journal: [],
  },
];

type Target = (slug: string) => string;

function found(name: string, target: Target): HostileCase {
  return {
    name,
    sends: (slug) => rawRequest(slug, { target: target(slug) }),
    answers: [ACCEPTED],
    connection: 'kept',
    journal: [{ outcome: 'accepted', status: 200, accepted: true }],
  };
}

function unknown(name: string, target: Target): HostileCase {
  return {
    name,
    sends: (slug) => rawRequest(slug, { target: target(slug) }),
    answers: [NOT_FOUND],
    connection: 'kept',
    journal: [],
  };
}
