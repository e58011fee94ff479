/** The longest wait that an answer can ask for: 15 minutes. A longer one halts the run. */
export const MAX_RETRY_AFTER_MS = 900_000;

const DELAY_SECONDS = /^\d{1,9}$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH = `(?<month>${MONTHS.join('|')})`;
const TIME = String.raw`(?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})`;

/** The three grammars of RFC 9110, section 5.6.7: IMF-fixdate, RFC 850, asctime. */
const HTTP_DATES = [
  new RegExp(String.raw`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d{2}) ${MONTH} (?<year>\d{4}) ${TIME} GMT$`),
  new RegExp(
    String.raw`^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d{2})-${MONTH}-(?<shortYear>\d{2}) ${TIME} GMT$`,
  ),
  new RegExp(String.raw`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${MONTH} (?<day>[ \d]\d) ${TIME} (?<year>\d{4})$`),
];

/**
 * Milliseconds that `Retry-After` asks to wait; `undefined` if the header is missing or is not valid by RFC 9110, section 10.2.3.
 *
 * @param nowMs The wall clock. A date counts from the `Date` of the answer, if there is one, so that skewed clocks do no harm.
 */
export function retryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined) return undefined;
  if (DELAY_SECONDS.test(value)) return Number(value) * 1000;
  const untilMs = parseHttpDate(value, nowMs);
  if (untilMs === undefined) return undefined;
  return Math.max(0, untilMs - (parseHttpDate(headers.get('date') ?? '', nowMs) ?? nowMs));
}

/** Milliseconds since the epoch; `undefined` for a text that is not an HTTP-date. */
export function parseHttpDate(value: string, nowMs: number): number | undefined {
  for (const grammar of HTTP_DATES) {
    const parts = grammar.exec(value)?.groups;
    if (parts) return momentOf(parts, nowMs);
  }
  return undefined;
}

function momentOf(parts: Readonly<Record<string, string | undefined>>, nowMs: number): number | undefined {
  const number = (part: string) => Number(parts[part]);
  const [day, hour, minute, second] = [number('day'), number('hour'), number('minute'), number('second')] as const;
  const month = MONTHS.indexOf(parts['month'] ?? '');
  const year = parts['year'] === undefined ? nearestYear(number('shortYear'), nowMs) : number('year');
  const at = Date.UTC(year, month, day, hour, minute, second);
  const exists = hour < 24 && minute < 60 && second <= 60 && new Date(Date.UTC(year, month, day)).getUTCDate() === day;
  return exists ? at : undefined;
}

/** The year that two digits mean: at most 50 years ahead (RFC 9110, section 5.6.7). */
function nearestYear(shortYear: number, nowMs: number): number {
  const thisYear = new Date(nowMs).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + shortYear;
  return year > thisYear + 50 ? year - 100 : year;
}

/** The grammar of RFC 9651 as far as these fields use it: a list of strings or tokens, each with parameters. */
const STRING = String.raw`"[\x20-\x21\x23-\x5b\x5d-\x7e]*"`;
const PARAMETERS = String.raw`(?:;[a-z*][a-z0-9_.*-]*=(?:-?\d{1,15}|${STRING}|[A-Za-z*][\w:/.*-]*))+`;
const MEMBER = new RegExp(`^(?:${STRING}|[A-Za-z*][\\w:/.*-]*)(?<parameters>${PARAMETERS})$`);

/**
 * Reads the RateLimit fields of draft-ietf-httpapi-ratelimit-headers. They can slow the client down, never speed it up. A malformed
 * field is ignored as a whole, as the draft asks.
 */
export function readRateLimitFields(headers: Headers): { exhaustedForMs?: number; policyGapMs?: number } {
  const waits = members(headers.get('ratelimit')).map(({ r, t }) => (r === 0 && t !== undefined ? t * 1000 : 0));
  const gaps = members(headers.get('ratelimit-policy')).map(({ q, w }) => (q && w !== undefined ? (w * 1000) / q : 0));
  return {
    ...(waits.some((ms) => ms > 0) && { exhaustedForMs: Math.max(...waits) }),
    ...(gaps.some((ms) => ms > 0) && { policyGapMs: Math.max(...gaps) }),
  };
}

/** Most characters of a field; a longer one is ignored. */
const LONGEST_FIELD = 1000;

/** Remaining requests and seconds until the reset; quota and seconds of the window. */
type Numbers = { readonly [parameter in 'r' | 't' | 'q' | 'w']?: number };

function members(field: string | null): readonly Numbers[] {
  if (field === null || field.length > LONGEST_FIELD) return [];
  const all = field
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((member) => MEMBER.exec(member.trim())?.groups?.['parameters']);
  if (all.includes(undefined)) return [];
  return all.map((parameters) =>
    Object.fromEntries(
      [...(parameters ?? '').matchAll(/;([a-z*][a-z0-9_.*-]*)=(\d{1,15})(?=;|$)/g)].map(([, key, value]) => [
        key,
        Number(value),
      ]),
    ),
  );
}
