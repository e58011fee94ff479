import type { RowFinding } from '../../fidelity/observation.js';
import type { Answered } from './answered.js';
import { isRecord, jsonOf } from './compare.js';

/**
 * What of an answer a row of the fidelity table is about. A `text` may be that of the first fault alone; `joined` is
 * the text with every fault listed, and `listed` asks only which of the two it is.
 */
export type Aspect = 'refused' | 'status' | 'allow' | 'keys' | 'text' | 'joined' | 'listed';

/** What the mock answers at its default settings, and where a 400 names the first fault only. */
export interface MockAnswers {
  readonly all: Answered;
  readonly first: Answered;
}

/** Whether an answer is as the mock's in one aspect; `undefined` where it does not tell. */
export function findingOf(aspect: Aspect, { all, first }: MockAnswers, reality: Answered): RowFinding | undefined {
  switch (aspect) {
    case 'refused':
      return finding(reality.status >= 400);
    case 'status':
      return finding(reality.status === all.status);
    case 'allow':
      return finding(reality.allow === all.allow);
    case 'keys':
      return finding(keysOf(reality) === keysOf(all));
    case 'text':
      return finding(textOf(reality) === textOf(all) || textOf(reality) === textOf(first));
    case 'joined':
      return isFirstOnly(all, first, reality) ? undefined : finding(textOf(reality) === textOf(all));
    case 'listed':
      if (isFirstOnly(all, first, reality)) return 'differs';
      return textOf(reality) === textOf(all) ? 'as-the-mock' : undefined;
  }
}

function finding(isSame: boolean): RowFinding {
  return isSame ? 'as-the-mock' : 'differs';
}

function isFirstOnly(all: Answered, first: Answered, reality: Answered): boolean {
  return textOf(first) !== textOf(all) && textOf(reality) === textOf(first);
}

function textOf({ body }: Answered): string {
  const value = jsonOf(body);
  return isRecord(value) ? JSON.stringify([value['error'], value['message']]) : JSON.stringify(value);
}

function keysOf({ body }: Answered): string {
  const value = jsonOf(body);
  return isRecord(value) ? JSON.stringify(Object.keys(value)) : 'no object';
}
