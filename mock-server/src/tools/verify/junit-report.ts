import { type JunitCase, junitXml } from '../junit.js';
import type { Outcome, VerifyReport } from './outcome.js';

/** The report as CI reads it: a suite a file, a case an interaction. */
export function junitReport({ verifiedAgainst, outcomes }: VerifyReport): string {
  const sources = [...new Set(outcomes.map(({ source }) => source))];
  const suites = sources.map((source) => ({
    name: source,
    cases: outcomes.filter((outcome) => outcome.source === source).map(caseOf),
  }));
  return junitXml(`pacts against ${verifiedAgainst}`, suites);
}

function caseOf({ description: name, source: classname, verdict, differences, durationMs }: Outcome): JunitCase {
  if (verdict === 'verified') return { name, classname, durationMs };
  const message = differences.map(({ path, message }) => `${path}: ${message}`).join('\n');
  return { name, classname, durationMs, failure: { type: verdict, message } };
}
