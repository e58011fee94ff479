import type { ClientOptions } from 'imshop-push';
import { describe, expect, it } from 'vitest';
import { accepted, type Evidence } from './evidence.js';
import { describeOutcome, type Script, simulate } from './simulated-run.js';

/** One run and its outcomes; by default each customer is a chunk. */
export interface Case {
  readonly customers: number;
  readonly script: Script;
  readonly options?: Omit<ClientOptions, 'url' | 'transport' | 'clock'>;
  /** As formatted by `describeOutcome`. */
  readonly outcomes: readonly string[];
  readonly requests: number;
  /** The code of the error that halted the run. */
  readonly halted?: string;
}

export const AT_LEAST_ONCE = { delivery: 'at-least-once' } as const;

/** One result for each request; then success. */
export function inOrder(...evidence: readonly Evidence[]): Script {
  return (request) => evidence[request] ?? accepted;
}

export function always(evidence: Evidence): Script {
  return () => evidence;
}

/** The same outcome for single customers, each named by a letter. */
export function each(letters: string, what: string): string[] {
  return [...letters].map((id) => `${id}: ${what}`);
}

export function check(name: string, cases: Readonly<Record<string, Case>>): void {
  describe(name, () => {
    it.each(Object.entries(cases))('%s', async (_, { customers, script, options, ...expected }) => {
      const { report, requests } = await simulate(customers, script, { chunkSize: 1, ...options });
      const { halted } = report;
      const seen = {
        outcomes: report.outcomes.map(describeOutcome),
        requests: requests.length,
        ...(halted && { halted: halted.code }),
      };
      expect(seen).toEqual(expected);
      expect(report.outcomes.flatMap(({ attempts }) => attempts)).toHaveLength(requests.length);
    });
  });
}
