import { maskUserId } from 'imshop-contracts';
import type { ActiveFault, Fault, FaultRule } from '../../src/api/faults.js';
import type { Preferences } from '../state/preferences.js';
import { formatDuration } from '../texts/time-format.js';

/** Formats faults and rules in the chosen language, with masked ids unless the user chose full ids. */
export interface RuleFormatter {
  /** E.g. `Status 503, HTML page, Retry-After: 120`. */
  formatFault(fault: Fault): string;
  /** E.g. `Connection reset · the first 2 requests · push delivered anyway`. */
  formatRule(rule: FaultRule): string;
}

export function ruleFormatter({ texts: { value: texts }, showsFullIds }: Preferences): RuleFormatter {
  const { rule: ruleTexts, types, bodies } = texts.outage;
  const percent = new Intl.NumberFormat(texts.locale, { style: 'percent', maximumFractionDigits: 2 });
  const duration = (ms: number) => formatDuration(ms, texts.locale);

  const retryAfter = ({ retryAfter: value }: { readonly retryAfter?: number | string }): readonly string[] =>
    value === undefined ? [] : [ruleTexts.retryAfter(value)];

  const formatFault = (fault: Fault): string => {
    const { name } = types[fault.type];
    switch (fault.type) {
      case 'status': {
        const body = fault.body !== undefined && fault.body !== 'json' ? [bodies[fault.body]] : [];
        return [ruleTexts.status(fault.status), ...body, ...retryAfter(fault)].join(', ');
      }
      case 'rate-limited':
        return [name, ...retryAfter(fault)].join(', ');
      case 'latency':
        if (fault.ms !== undefined) return `${name}: ${duration(fault.ms)}`;
        if (fault.minMs !== undefined) return `${name}: ${duration(fault.minMs)} – ${duration(fault.maxMs)}`;
        return `${name}: ${ruleTexts.logNormal(duration(fault.medianMs), fault.sigma)}`;
      case 'slow-body':
        return fault.intervalMs === undefined ? name : `${name}: ${duration(fault.intervalMs)}`;
      case 'redirect':
        return `${name}: ${fault.location}`;
      default:
        return name;
    }
  };

  const conditions = ({ when = {}, times, accepted }: FaultRule): readonly string[] =>
    [
      when.first !== undefined && ruleTexts.first(when.first),
      when.nth !== undefined && ruleTexts.nth(when.nth),
      when.every !== undefined && ruleTexts.every(when.every),
      when.probability !== undefined && ruleTexts.probability(percent.format(when.probability)),
      when.userId !== undefined && ruleTexts.userId(showsFullIds.value ? when.userId : maskUserId(when.userId)),
      when.windowMs !== undefined && ruleTexts.window(duration(when.windowMs)),
      times !== undefined && ruleTexts.times(times),
      accepted === true && ruleTexts.accepted,
    ].filter((part) => part !== false);

  return { formatFault, formatRule: (rule) => [formatFault(rule.fault), ...conditions(rule)].join(' · ') };
}

/** True for a rule that has made all its hits. It stays until it is removed. */
export function isExhausted({ hits, times, when }: ActiveFault): boolean {
  return hits >= Math.min(times ?? Infinity, when?.first ?? Infinity, when?.nth === undefined ? Infinity : 1);
}

export function hitsOnlyNextRequest({ when, times }: FaultRule): boolean {
  return times === 1 && when === undefined;
}
