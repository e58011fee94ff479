import type { FaultyValue } from '../../problem.js';
import { anything, type Components, closed, listOf, optional, ref, text, whole } from '../schema.js';

interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly FaultyValue[];
}

/** Refusals of the control API. */
export const PROBLEM_SCHEMAS: Components = {
  Problem: closed<ProblemDetails>({
    type: { type: 'string', format: 'uri-reference' },
    title: text(),
    status: whole('The status of the answer.', { minimum: 400, maximum: 599 }),
    detail: text(),
    errors: optional({ ...listOf(ref('FaultyValue')), minItems: 1, description: 'Every faulty value.' }),
  }),
  FaultyValue: closed<FaultyValue>({
    path: text('Where, e.g. rateLimit.algorithm; empty for the whole.'),
    message: text(),
    value: optional(anything('What was given.')),
    allowed: optional({ type: 'array', description: 'What is allowed instead.' }),
  }),
};
