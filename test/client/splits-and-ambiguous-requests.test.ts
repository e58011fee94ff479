import { AT_LEAST_ONCE, always, type Case, check, each, inOrder } from './delivery/cases.js';
import { accepted, answered, badIds, refused, sent } from './delivery/evidence.js';
import type { Script } from './delivery/simulated-run.js';

const LOST = sent('ECONNRESET');
const DENIED = answered(408);
const DROP = { chunkSize: 4, onInvalid: 'drop-and-resend' } as const;

const SPLITS: Readonly<Record<string, Case>> = {
  'a chunk that is too large is split down to single ids': {
    customers: 5,
    script: tooLargeAbove(1),
    options: { chunkSize: 5 },
    outcomes: each('abcde', 'accepted'),
    requests: 9,
  },
  'a chunk that is too large is split only as far as needed': {
    customers: 8,
    script: tooLargeAbove(2),
    options: { chunkSize: 8 },
    outcomes: ['a,b: accepted', 'c,d: accepted', 'e,f: accepted', 'g,h: accepted'],
    requests: 7,
  },
  'one id that is too large is rejected alone': {
    customers: 4,
    script: (_, ids) => (ids.includes('c') ? answered(413) : accepted),
    options: { chunkSize: 4 },
    outcomes: ['a,b: accepted', 'c: rejected', 'd: accepted'],
    requests: 5,
  },
  'bad ids are dropped and the others sent again': {
    customers: 4,
    script: inOrder(badIds(1, 3)),
    options: DROP,
    outcomes: ['b,d: rejected', 'a,c: accepted'],
    requests: 2,
  },
  'bad ids fail the chunk by default': {
    customers: 5,
    script: inOrder(badIds(1, 3)),
    options: { chunkSize: 4 },
    outcomes: ['a,b,c,d: rejected', 'e: accepted'],
    requests: 2,
  },
  'a chunk of bad ids alone is rejected': {
    customers: 2,
    script: always(badIds(0, 1)),
    options: DROP,
    outcomes: ['a,b: rejected'],
    requests: 1,
  },
  'positions beyond the request are ignored': {
    customers: 4,
    script: inOrder(badIds(4, 9)),
    options: DROP,
    outcomes: ['a,b,c,d: rejected'],
    requests: 1,
  },
};

const AMBIGUOUS: Readonly<Record<string, Case>> = {
  'a refusal does not undo what may have been delivered before': {
    customers: 2,
    script: inOrder(LOST, refused('no')),
    options: AT_LEAST_ONCE,
    outcomes: ['a: unknown', 'b: accepted'],
    requests: 3,
  },
  'bad ids stay unknown if the chunk may have been delivered before': {
    customers: 4,
    script: inOrder(LOST, badIds(1)),
    options: { ...AT_LEAST_ONCE, ...DROP },
    outcomes: ['b: unknown', 'a,c,d: accepted twice?'],
    requests: 3,
  },
  'both halves may be duplicates if the whole may have been delivered before': {
    customers: 2,
    script: inOrder(answered(504), answered(413)),
    options: { ...AT_LEAST_ONCE, chunkSize: 2 },
    outcomes: ['a: accepted twice?', 'b: accepted twice?'],
    requests: 4,
  },
  'the last attempt does not undo what may have been delivered before': {
    customers: 2,
    script: inOrder(LOST, DENIED),
    options: { ...AT_LEAST_ONCE, retry: { attempts: 2 } },
    outcomes: ['a: unknown', 'b: accepted'],
    requests: 3,
  },
};

check('split chunks', SPLITS);
check('ambiguous requests', AMBIGUOUS);

function tooLargeAbove(size: number): Script {
  return (_, ids) => (ids.length > size ? answered(413) : accepted);
}
