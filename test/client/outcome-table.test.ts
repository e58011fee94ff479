import type { ClientOptions, Delivery } from 'imshop-push';
import { describe, expect, it } from 'vitest';
import { accepted, answered, cutOff, type Evidence, NO_ANSWER, notSent, refused, sent } from './delivery/evidence.js';
import { simulate } from './delivery/simulated-run.js';

/** The outcome of two customers, and the number of requests. */
interface Expected {
  /** With this result for every request. */
  readonly always: string;
  /** With this result for the first request, and an accepted one after it. */
  readonly once: string;
}

type Row = readonly [evidence: string, result: Evidence, expected: Readonly<Record<Delivery, Expected>>];

const both = (always: string, once: string) => ({
  'at-most-once': { always, once },
  'at-least-once': { always, once },
});

const ACCEPTED = both('accepted ×1', 'accepted ×1');
const RETRIED = both('not-sent exhausted NOT_SENT ×5', 'accepted ×2');
const TWICE_THEN_HALTED = both('not-sent halted MISCONFIGURED ×2, halted by MISCONFIGURED', 'accepted ×2');
const OPEN = {
  'at-most-once': { always: 'unknown AMBIGUOUS ×1', once: 'unknown AMBIGUOUS ×1' },
  'at-least-once': { always: 'unknown AMBIGUOUS twice? ×5', once: 'accepted twice? ×2' },
};
const REJECTED = both('rejected REJECTED ×1', 'rejected REJECTED ×1');
const REJECTED_AND_HALTED = both(
  'rejected REJECTED ×1, halted by REJECTED',
  'rejected REJECTED ×1, halted by REJECTED',
);
const SPLIT = both('rejected REJECTED ×3', 'accepted ×3');
const WAITED_OUT = both('not-sent exhausted RATE_LIMITED ×5', 'accepted ×2');
const HALTED = (code: string) =>
  both(`not-sent halted ${code} ×1, halted by ${code}`, `not-sent halted ${code} ×1, halted by ${code}`);

const HTML = '<html><h1>502 Bad Gateway</h1></html>';
const UNAVAILABLE = '{"success":false,"error":"Integration is unavailable"}';
const after = (value: string) => ({ 'retry-after': value });

const ROWS: readonly Row[] = [
  ['not sent: refused', notSent('ECONNREFUSED'), RETRIED],
  ['not sent: no connection in time', notSent('ETIMEDOUT'), RETRIED],
  ['not sent: reset in the handshake', notSent('ECONNRESET'), RETRIED],
  ['not sent: no such host', notSent('ENOTFOUND'), TWICE_THEN_HALTED],
  ['not sent: wrong certificate', notSent('ERR_TLS_CERT_ALTNAME_INVALID'), TWICE_THEN_HALTED],
  ['not sent: no TLS there', notSent('EPROTO'), TWICE_THEN_HALTED],
  ['sent: reset', sent('ECONNRESET'), OPEN],
  ['sent: closed without an answer', sent('UND_ERR_SOCKET'), OPEN],
  ['sent: not HTTP', sent('HPE_INVALID_CONSTANT'), OPEN],
  ['sent: refused, says the code', sent('ECONNREFUSED'), OPEN],
  ['sent: no answer in time', NO_ANSWER, OPEN],
  ['200, cut off', cutOff(200), OPEN],
  ['200, not JSON', answered(200, '{"success":tru'), OPEN],
  ['200, a page', answered(200, HTML, { 'content-type': 'text/html' }), OPEN],
  ['200, empty', answered(200), OPEN],
  ['200, null', answered(200, 'null'), OPEN],
  ['200, another success', answered(200, '{"success":"true"}'), OPEN],
  ['200, a refusal', answered(200, '{"error":"Bad Request","message":"x"}'), OPEN],
  ['204', answered(204), OPEN],
  ['200, success', accepted, ACCEPTED],
  ['202, success', answered(202, '{"success":true,"id":1}'), ACCEPTED],
  ['200, integration unavailable', answered(200, UNAVAILABLE), HALTED('INTEGRATION_UNAVAILABLE')],
  ['200, another failure', answered(200, '{"success":false,"error":"Unknown template"}'), REJECTED],
  ['200, a failure without words', answered(200, '{"success":false}'), REJECTED],
  ['400, naming no id', refused('Invalid request payload JSON format'), REJECTED],
  ['400 of a gateway', answered(400, HTML), REJECTED],
  ['400, cut off', cutOff(400), REJECTED],
  // All chunks share the content.
  ['400 about the message', refused('child "message" fails because [child "title" fails]'), REJECTED_AND_HALTED],
  [
    '400 about the deeplink',
    refused('child "deeplink" fails because ["deeplink" must be a string]'),
    REJECTED_AND_HALTED,
  ],
  ['422', answered(422), REJECTED],
  ...[301, 302, 307, 308, 401, 403, 404, 405, 410].map(
    (status): Row => [`${status}`, answered(status, HTML), HALTED('MISCONFIGURED')],
  ),
  ...[408, 421, 425].map((status): Row => [`${status}`, answered(status), RETRIED]),
  ['413', answered(413), SPLIT],
  ['429', answered(429), WAITED_OUT],
  ['429 for a quarter of an hour', answered(429, '', after('900')), WAITED_OUT],
  ['429 for longer', answered(429, '', after('901')), HALTED('RATE_LIMITED')],
  ['429 until next week', answered(429, '', after('Tue, 01 Dec 2026 12:00:00 GMT')), HALTED('RATE_LIMITED')],
  ['429 with an invalid Retry-After', answered(429, '', after('soon')), WAITED_OUT],
  ...[500, 501, 502, 503, 504, 520, 524].map((status): Row => [`${status}`, answered(status, HTML), OPEN]),
  ['503 with Retry-After', answered(503, '', after('30')), OPEN],
  ['503 with Retry-After of an hour', answered(503, '', after('3600')), OPEN],
];

/** For a vendor whose 503 with `Retry-After` means that nothing was delivered. */
const PROVEN: ClientOptions['retry'] & object = { status503: 'not-processed' };
const PROVEN_ROWS: readonly Row[] = [
  ['503 with Retry-After', answered(503, '', after('30')), RETRIED],
  ['503 with Retry-After of an hour', answered(503, '', after('3600')), HALTED('NOT_SENT')],
  ['503 without', answered(503), OPEN],
  ['503 with an invalid Retry-After', answered(503, '', after('soon')), OPEN],
  ['500 with Retry-After', answered(500, '', after('30')), OPEN],
];

describe('the outcome after one result', () => {
  it.each(ROWS)('%s', async (_, result, expected) => {
    expect(await outcomesOf(result, {})).toEqual(expected);
  });
});

describe('the outcome if a 503 with Retry-After was not processed', () => {
  it.each(PROVEN_ROWS)('%s', async (_, result, expected) => {
    expect(await outcomesOf(result, PROVEN)).toEqual(expected);
  });
});

async function outcomesOf(
  result: Evidence,
  retry: ClientOptions['retry'] & object,
): Promise<Record<Delivery, Expected>> {
  const outcomes = async (delivery: Delivery) => ({
    always: await summary(() => result, { delivery, retry }),
    once: await summary((request) => (request === 0 ? result : accepted), { delivery, retry }),
  });
  return { 'at-most-once': await outcomes('at-most-once'), 'at-least-once': await outcomes('at-least-once') };
}

async function summary(script: (request: number) => Evidence, options: Partial<ClientOptions>): Promise<string> {
  const { report, requests } = await simulate(2, script, options);
  const outcomes = report.outcomes.map((outcome) => {
    const reason = outcome.state === 'not-sent' ? outcome.reason : undefined;
    const code = 'error' in outcome ? outcome.error?.code : undefined;
    return [outcome.state, reason, code, outcome.possibleDuplicate && 'twice?'].filter(Boolean).join(' ');
  });
  const halted = report.halted ? `, halted by ${report.halted.code}` : '';
  return `${[...new Set(outcomes)].join(' + ')} ×${requests.length}${halted}`;
}
