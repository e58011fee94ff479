import { SCENARIOS } from 'imshop-contracts/conformance';
import { expect, test } from 'vitest';
import { expectFindings, FAILED, jobOf, json, LATE, REFUSED, type Story } from './story.js';

const STORIES: readonly Story[] = [
  { id: 'deeplink-left-out', what: 'one good request', sent: [{}], findings: [] },
  {
    id: 'deeplink-left-out',
    what: 'no request, and exit code 0',
    sent: [],
    findings: ['customer user-00001 was not pushed'],
  },
  {
    id: 'deeplink-left-out',
    what: 'a good request, and exit code 1',
    sent: [{}],
    end: FAILED,
    findings: ['it exited with 1, though everyone was pushed'],
  },
  {
    id: 'deeplink-left-out',
    what: 'the same push twice',
    sent: [{}, LATE],
    findings: ['customer user-00001 was pushed more than once'],
  },
  {
    id: 'deeplink-left-out',
    what: 'a deeplink of null',
    sent: [{ body: { userIds: ['user-00001'], message: jobOf('deeplink-left-out').message, deeplink: null } }],
    findings: [/"deeplink":null/],
  },
  {
    id: 'deeplink-left-out',
    what: 'another media type',
    sent: [{ headers: { 'content-type': 'text/plain' } }],
    findings: ['request 1 says Content-Type text/plain, not application/json'],
  },
  { id: 'deeplink-left-out', what: 'a charset', sent: [{ headers: json('; charset=UTF-8') }], findings: [] },
  {
    id: 'deeplink-left-out',
    what: 'another charset',
    sent: [{ headers: json('; charset=windows-1251') }],
    findings: [/windows-1251, not application\/json/],
  },
  {
    id: 'documented-request',
    what: 'a GET beside the POST',
    sent: [{ method: 'GET', accepted: false, status: 405, body: null, ids: [] }, LATE],
    findings: [/^request 1 is GET/, /^request 1 holds \{\}/, '2 requests, 1 would do'],
  },
  {
    id: 'ids-as-strings',
    what: 'ids as numbers',
    sent: [{ body: { userIds: ['0012', 12, '12'], message: jobOf('ids-as-strings').message }, ...REFUSED }],
    end: FAILED,
    findings: [/^6 customers/, '12 is not in the job'],
  },
  {
    id: 'batches-of-1001',
    what: 'all in one request',
    sent: [REFUSED],
    end: FAILED,
    findings: [/^1001 customers/, 'request 1 names 1001 customers, at most 1000 are taken'],
  },
  {
    id: 'fewest-requests',
    what: 'a request more',
    sent: [0, 700, 1400, 2100].map((from) => ({ ids: jobOf('fewest-requests').userIds.slice(from, from + 700) })),
    findings: ['4 requests, 3 would do'],
  },
];

test.each(STORIES)('$id: $what', expectFindings);

test('every scenario has an id of its own, and something to judge by', () => {
  expect(new Set(SCENARIOS.map(({ id }) => id)).size).toBe(SCENARIOS.length);
  for (const one of SCENARIOS) expect(one.expect.length, one.id).toBeGreaterThan(0);
});
