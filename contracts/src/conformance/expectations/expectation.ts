import type { Evidence } from '../evidence.js';

/** Looks at what happened; gives what is wrong with it, a sentence each. */
export type Expectation = (evidence: Evidence) => readonly string[];
