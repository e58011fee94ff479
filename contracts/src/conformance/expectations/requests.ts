import { isDeepStrictEqual } from 'node:util';
import { MAX_USER_IDS } from '../../limits.js';
import { earlyRequests } from '../../pace.js';
import { MEDIA_TYPE, METHOD } from '../../wire.js';
import { customersOf, type Expectation, userIdsOf } from '../evidence.js';

/** Required wherever connections are accepted: a sender that sends nothing would pass every check for a failure. */
export const sendsSomething: Expectation = ({ requests }) =>
  requests.length > 0 ? [] : ['the sender sent no request'];

export const atMostRequests =
  (max: number): Expectation =>
  ({ requests }) =>
    requests.length <= max ? [] : [`the sender sent ${requests.length} requests; ${max} would be enough`];

/** Every request is the documented one, and its texts are those of the job. */
export const sendsDocumentedRequest: Expectation = ({ jobs, requests }) =>
  requests.flatMap(({ method, headers, body }, index) => {
    const { userIds: _, ...push } = jobs[0] ?? {};
    const { userIds: __, ...sent } = Object(body) as Record<string, unknown>;
    const contentType = headers['content-type'];
    const request = `request ${index + 1}`;
    return [
      ...(method === METHOD ? [] : [`${request} has method ${method}; expected ${METHOD}`]),
      ...(isJson(contentType)
        ? []
        : [
            `${request} has ${contentType ? `Content-Type ${contentType}` : 'no Content-Type'}; expected ${MEDIA_TYPE}`,
          ]),
      ...(isDeepStrictEqual(sent, push)
        ? []
        : [`${request} has ${JSON.stringify(sent)} besides userIds; expected ${JSON.stringify(push)}`]),
    ];
  });

function isJson(contentType: string | undefined): boolean {
  return /^application\/json(\s*;\s*charset="?utf-8"?)?\s*$/i.test(contentType ?? '');
}

/** Ids are sent as the strings of the job. */
export const sendsIdsUnchanged: Expectation = (evidence) => {
  const known = new Set<unknown>(customersOf(evidence));
  const unknown = evidence.requests.flatMap(({ body }) => {
    const { userIds } = Object(body) as { readonly userIds?: unknown };
    return Array.isArray(userIds) ? userIds.filter((id) => !known.has(id)) : [];
  });
  return [...new Set(unknown)].map((id) => `the sender sent the id ${JSON.stringify(id)}, which is not in the job`);
};

export const keepsBatchLimit: Expectation = ({ requests }) =>
  requests.flatMap((request, index) => {
    const { length } = userIdsOf(request);
    return length <= MAX_USER_IDS ? [] : [`request ${index + 1} has ${length} userIds; the maximum is ${MAX_USER_IDS}`];
  });

/** A refused body is refused every time, so it is not sent again. */
export const doesNotRepeat: Expectation = ({ requests }) =>
  requests.flatMap((request, index) =>
    requests.slice(0, index).some(({ body }) => isDeepStrictEqual(body, request.body))
      ? [`request ${index + 1} repeats a body that was refused`]
      : [],
  );

/** The output contains the vendor's message, for the person who corrects the push. */
export const prints =
  (text: string): Expectation =>
  ({ runs }) =>
    runs.some(({ output }) => output.includes(text)) ? [] : [`the sender did not print the vendor's message: ${text}`];

export const followsNoRedirect: Expectation = ({ redirectedRequests: { length } }) =>
  length === 0 ? [] : [`the sender followed the redirect and sent ${length} ${length === 1 ? 'request' : 'requests'}`];

export const staysWithinLimit: Expectation = ({ requests }) => {
  const refused = requests.filter(({ status }) => status === 429).length;
  return refused === 0 ? [] : [`${refused} of ${requests.length} requests exceeded the rate limit (status 429)`];
};

/** No request arrives before `Retry-After` allows it. */
export const respectsRetryAfter: Expectation = ({ requests }) =>
  firstOf(
    earlyRequests(requests),
    ({ index, earlyMs }) => `request ${index + 1} came ${earlyMs} ms before Retry-After allowed it`,
  );

/** After a 429, requests keep at least the pace of the rate limit, whatever `Retry-After` says. */
export const slowsDown: Expectation = ({ requests, limits }) => {
  const paceMs = Math.floor(limits.windowMs / limits.requests);
  const hasty = requests.flatMap((request, index) => {
    const previous = requests[index - 1];
    const gapMs = request.atMs - (previous?.atMs ?? 0);
    return previous?.status === 429 && gapMs < paceMs ? [{ index, gapMs }] : [];
  });
  return firstOf(
    hasty,
    ({ index, gapMs }) =>
      `request ${index + 1} came ${gapMs} ms after a 429; the rate limit allows one request every ${paceMs} ms`,
  );
};

/** Words the first of many findings, and counts the others. */
function firstOf<T>([first, ...others]: readonly T[], sentence: (one: T) => string): readonly string[] {
  if (first === undefined) return [];
  return [others.length === 0 ? sentence(first) : `${sentence(first)} (and ${others.length} more)`];
}
