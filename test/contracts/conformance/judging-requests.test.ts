import { SCENARIOS } from 'imshop-contracts/conformance';
import { expect, test } from 'vitest';
import { type EvidenceCase, EXIT_1, expectFindings, jobOf, json, LATE, REFUSED } from './evidence-case.js';

const CASES: readonly EvidenceCase[] = [
  { id: 'deeplink-left-out', name: 'one good request', sent: [{}], findings: [] },
  {
    id: 'deeplink-left-out',
    name: 'no request, and exit code 0',
    sent: [],
    findings: ['customer user-00001 did not receive the push'],
  },
  {
    id: 'deeplink-left-out',
    name: 'a good request, and exit code 1',
    sent: [{}],
    end: EXIT_1,
    findings: ['the sender exited with 1, although every customer received the push'],
  },
  {
    id: 'deeplink-left-out',
    name: 'the same push twice',
    sent: [{}, LATE],
    findings: ['customer user-00001 received the push more than once'],
  },
  {
    id: 'deeplink-left-out',
    name: 'a deeplink of null',
    sent: [{ body: { userIds: ['user-00001'], message: jobOf('deeplink-left-out').message, deeplink: null } }],
    findings: [/"deeplink":null/],
  },
  {
    id: 'deeplink-left-out',
    name: 'another media type',
    sent: [{ headers: { 'content-type': 'text/plain' } }],
    findings: ['request 1 has Content-Type text/plain; expected application/json'],
  },
  { id: 'deeplink-left-out', name: 'a charset', sent: [{ headers: json('; charset=UTF-8') }], findings: [] },
  {
    id: 'deeplink-left-out',
    name: 'another charset',
    sent: [{ headers: json('; charset=windows-1251') }],
    findings: [/windows-1251; expected application\/json/],
  },
  {
    id: 'documented-request',
    name: 'a GET beside the POST',
    sent: [{ method: 'GET', accepted: false, status: 405, body: null, ids: [] }, LATE],
    findings: [
      'request 1 has method GET; expected POST',
      /^request 1 has \{\} besides userIds; expected \{/,
      'the sender sent 2 requests; 1 would be enough',
    ],
  },
  {
    id: 'ids-as-strings',
    name: 'ids as numbers',
    sent: [{ body: { userIds: ['0012', 12, '12'], message: jobOf('ids-as-strings').message }, ...REFUSED }],
    end: EXIT_1,
    findings: [/^6 customers/, 'the sender sent the id 12, which is not in the job'],
  },
  {
    id: 'batches-of-1001',
    name: 'all in one request',
    sent: [REFUSED],
    end: EXIT_1,
    findings: [/^1001 customers/, 'request 1 has 1001 userIds; the maximum is 1000'],
  },
  {
    id: 'fewest-requests',
    name: 'one request more',
    sent: [0, 700, 1400, 2100].map((from) => ({ ids: jobOf('fewest-requests').userIds.slice(from, from + 700) })),
    findings: ['the sender sent 4 requests; 3 would be enough'],
  },
];

test.each(CASES)('$id: $name', expectFindings);

test('every scenario has a unique id and an expectation', () => {
  expect(new Set(SCENARIOS.map(({ id }) => id)).size).toBe(SCENARIOS.length);
  for (const one of SCENARIOS) expect(one.expect.length, one.id).toBeGreaterThan(0);
});
