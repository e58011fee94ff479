/**
 * The behaviour of a correct sender, in the points in which naive senders differ.
 *
 * @param limit The rate limit: `{requests, windowMs}`.
 * @param timeoutMs Time for a complete answer.
 */
export function correctBehaviour(limit, timeoutMs) {
  const paceMs = (limit.windowMs / limit.requests) * 1.02 + 50;
  return {
    batchSize: 1000,
    userId: (id) => id,
    deeplink: (deeplink) => (deeplink ? { deeplink } : {}),
    encode: (text) => Buffer.from(text, 'utf8'),
    timeoutMs,
    paceMs,
    followsRedirects: false,
    isSuccess: (status, answer) => status === 200 && answer?.success === true,
    waitAfter429Ms: (retryAfterMs) => (retryAfterMs ?? limit.windowMs) + 50,
    maxWaitMs: 10 * limit.windowMs,
    tries: { limited: 5, unsent: 6, refused: 1, unknown: 1 },
    keepsJournal: true,
    sharesTurn: true,
    describe: (text) => text,
    exitCode: (allAccepted) => (allAccepted ? 0 : 1),
  };
}

/** The classic mistakes, each as its difference from the correct behaviour. */
export const MISTAKES = {
  'no-batching': () => ({ batchSize: Number.POSITIVE_INFINITY }),
  'blind-retry': ({ tries }) => ({ tries: { ...tries, unknown: 4 } }),
  'treats-200-as-success': () => ({ isSuccess: (status) => status === 200 }),
  'no-timeout': () => ({ timeoutMs: undefined }),
  'no-pacing': () => ({ paceMs: 0 }),
  'hammers-on-429': ({ tries }) => ({ waitAfter429Ms: () => 0, tries: { ...tries, limited: 10 } }),
  'ignores-retry-after': ({ paceMs }) => ({ waitAfter429Ms: () => paceMs }),
  'retries-400': ({ tries }) => ({ tries: { ...tries, refused: 5 } }),
  'formatted-phones': () => ({ userId: (id) => id.replace(/^7(\d{3})(\d{3})(\d\d)(\d\d)$/, '+7 ($1) $2-$3-$4') }),
  'ids-as-numbers': () => ({ userId: (id) => (/^\d+$/.test(id) && String(Number(id)) === id ? Number(id) : id) }),
  'null-deeplink': () => ({ deeplink: (deeplink = null) => ({ deeplink }) }),
  'broken-unicode': () => ({ encode: (text) => Buffer.from(text.replace(/[^\0-\x7f]/g, '?')) }),
  'follows-redirects': () => ({ followsRedirects: true }),
  'no-journal': () => ({ keepsJournal: false }),
  'always-exit-0': () => ({ exitCode: () => 0 }),
  'hides-the-reason': () => ({ describe: () => 'something went wrong' }),
  'sleeps-for-ever': () => ({ maxWaitMs: Number.POSITIVE_INFINITY }),
  'strict-keys': () => ({
    isSuccess: (status, answer) => status === 200 && JSON.stringify(answer) === '{"success":true}',
  }),
  'no-turn-sharing': () => ({ sharesTurn: false }),
};
