import type { ActiveFault, Fault, FaultRule } from '../../src/api/faults.js';
import { durationText } from '../parts/duration.js';
import type { Words } from '../words/index.js';

/** A rule told in words: what happens, to which requests, and whether the push is delivered. */
export interface RuleTeller {
  readonly words: Words;
  /** A customer's id as it may be shown. */
  shownId(id: string): string;
}

/** E.g. `Status 503, body: HTML page, Retry-After: 120 s`. */
export function faultText(fault: Fault, { outage: { rule, types, bodies }, locale }: Words): string {
  const duration = (ms: number) => durationText(ms, locale);
  const { name } = types[fault.type];
  switch (fault.type) {
    case 'status': {
      const body = fault.body !== undefined && fault.body !== 'json' ? [bodies[fault.body]] : [];
      return [rule.status(fault.status), ...body, ...retryAfterText(fault, rule)].join(', ');
    }
    case 'rate-limited':
      return [name, ...retryAfterText(fault, rule)].join(', ');
    case 'latency':
      if (fault.ms !== undefined) return `${name}: ${duration(fault.ms)}`;
      if (fault.minMs !== undefined) return `${name}: ${duration(fault.minMs)} – ${duration(fault.maxMs)}`;
      return `${name}: ${rule.around(duration(fault.medianMs), fault.sigma)}`;
    case 'slow-body':
      return fault.intervalMs === undefined ? name : `${name}: ${duration(fault.intervalMs)}`;
    case 'redirect':
      return `${name}: ${fault.location}`;
    default:
      return name;
  }
}

/** All of a rule in a line. */
export function ruleText(given: FaultRule, { words, shownId }: RuleTeller): string {
  return [faultText(given.fault, words), ...conditionsOf(given, words, shownId)].join(' · ');
}

/** Whether a rule has made all the hits it may; it stays until it is removed. */
export function isSpent({ hits, times, when }: ActiveFault): boolean {
  return hits >= Math.min(times ?? Infinity, when?.first ?? Infinity, when?.nth === undefined ? Infinity : 1);
}

/** Whether a rule is for the next request and no other. */
export function isForNextAlone({ when, times }: FaultRule): boolean {
  return times === 1 && when === undefined;
}

function conditionsOf({ when = {}, times, accepted }: FaultRule, words: Words, shownId: (id: string) => string) {
  const { rule } = words.outage;
  const percent = new Intl.NumberFormat(words.locale, { style: 'percent', maximumFractionDigits: 2 });
  return [
    when.first !== undefined && rule.first(when.first),
    when.nth !== undefined && rule.nth(when.nth),
    when.every !== undefined && rule.every(when.every),
    when.probability !== undefined && rule.probability(percent.format(when.probability)),
    when.userId !== undefined && rule.userId(shownId(when.userId)),
    when.windowMs !== undefined && rule.window(durationText(when.windowMs, words.locale)),
    times !== undefined && rule.times(times),
    accepted === true && rule.accepted,
  ].filter((part) => part !== false);
}

function retryAfterText({ retryAfter }: { readonly retryAfter?: number | string }, rule: Words['outage']['rule']) {
  return retryAfter === undefined ? [] : [rule.retryAfter(retryAfter)];
}
