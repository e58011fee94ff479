import { isDeepStrictEqual } from 'node:util';
import { MAX_USER_IDS } from '../../limits.js';
import { customersOf } from '../evidence.js';
import { userIdsOf } from '../vendor.js';
import type { Expectation } from './expectation.js';

/** A sender that is never heard would pass wherever a failure is to be told. */
export const sendsSomething: Expectation = ({ requests: sent }) => (sent.length > 0 ? [] : ['it sent nothing']);

export const requests =
  (most: number): Expectation =>
  (evidence) =>
    evidence.requests.length <= most ? [] : [`${evidence.requests.length} requests, ${most} would do`];

/** Every request is the documented one and holds of the job what it must: nothing else, and nothing changed. */
export const asDocumented: Expectation = ({ jobs, requests: sent }) =>
  sent.flatMap((request, index) => {
    const job = jobs[0];
    const { userIds: _, ...push } = job ?? {};
    const { userIds: __, ...got } = Object(request.body) as Record<string, unknown>;
    const which = `request ${index + 1}`;
    return [
      ...(request.method === 'POST' ? [] : [`${which} is ${request.method}, not POST`]),
      ...(isJson(request.headers['content-type'])
        ? []
        : [`${which} says Content-Type ${request.headers['content-type'] ?? 'nothing'}, not application/json`]),
      ...(isDeepStrictEqual(got, push)
        ? []
        : [`${which} holds ${JSON.stringify(got)} beside its userIds, the job holds ${JSON.stringify(push)}`]),
    ];
  });

function isJson(contentType: string | undefined): boolean {
  return /^application\/json(\s*;\s*charset="?utf-8"?)?\s*$/i.test(contentType ?? '');
}

/** Ids arrive as the very strings that the job holds. */
export const idsUnchanged: Expectation = (evidence) => {
  const known = new Set<unknown>(customersOf(evidence));
  const strangers = evidence.requests.flatMap(({ body }) => {
    const { userIds } = Object(body) as { readonly userIds?: unknown };
    return Array.isArray(userIds) ? userIds.filter((id) => !known.has(id)) : [];
  });
  return [...new Set(strangers)].map((id) => `${JSON.stringify(id)} is not in the job`);
};

export const withinTheBatchLimit: Expectation = ({ requests: sent }) =>
  sent.flatMap((request, index) => {
    const { length } = userIdsOf(request);
    return length <= MAX_USER_IDS
      ? []
      : [`request ${index + 1} names ${length} customers, at most ${MAX_USER_IDS} are taken`];
  });

/** Refused once is refused for good: the same body is not sent again. */
export const notSentAgain: Expectation = ({ requests: sent }) =>
  sent.flatMap((request, index) =>
    sent.slice(0, index).some(({ body }) => isDeepStrictEqual(body, request.body))
      ? [`request ${index + 1} repeats a body that was refused`]
      : [],
  );

/** The vendor's words reach whoever has to mend the push. */
export const shows =
  (text: string): Expectation =>
  ({ runs }) =>
    runs.some(({ output }) => output.includes(text)) ? [] : [`it does not show the vendor's words: ${text}`];

export const nothingElsewhere: Expectation = ({ elsewhere }) =>
  elsewhere.length === 0 ? [] : [`it followed the redirect to another address (${elsewhere.length} times)`];
