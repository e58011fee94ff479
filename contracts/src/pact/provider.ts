import { lintPact } from './lint.js';
import type { LintFinding } from './lint-finding.js';
import { pactPath } from './pact-core.js';
import type { Interaction, Pact } from './pact-file.js';
import { readState } from './read-state.js';
import { type Difference, Verifier } from './verifier.js';

/** A mock to verify against. The runner asks for it, so that nothing here depends on one. */
export interface ProviderUnderTest {
  readonly origin: string;
  /** Where provider states are set up and torn down. */
  readonly statesUrl: string;
  /** Everything back to how it started. */
  reset(): Promise<unknown>;
  /** How many requests reached it since then, on any path. */
  received(): Promise<number>;
  /** Lets its time pass. */
  pass(ms: number): Promise<unknown>;
  /** How often a push sent to this path was delivered to a customer. */
  deliveries(path: string, userId: string): Promise<number>;
  close(): Promise<unknown>;
}

export interface PactSource {
  /** For messages: a path or an address. */
  readonly source: string;
  readonly pact: Pact;
  /** The file as it was parsed. */
  readonly file: Readonly<Record<string, unknown>>;
}

export interface VerifyOptions {
  readonly startProvider: () => Promise<ProviderUnderTest>;
  /** Where Pact is looked for. @default the working folder */
  readonly folder?: string;
  /** Told of each interaction as it is verified. */
  readonly onResult?: (result: InteractionResult) => void;
}

/**
 * - `verified`: the mock was asked and answered so.
 * - `differs`: it answered otherwise.
 * - `refused`: the interaction would pass or fail by accident, see `findings`.
 * - `not-reached`: Pact is content, but the mock was never asked.
 */
export type InteractionVerdict = 'verified' | 'differs' | 'refused' | 'not-reached';

export interface InteractionResult {
  readonly source: string;
  readonly consumer: string;
  readonly description: string;
  readonly states: readonly string[];
  readonly verdict: InteractionVerdict;
  readonly differences: readonly Difference[];
  readonly findings: readonly LintFinding[];
  readonly durationMs: number;
}

/**
 * Verifies pacts, one interaction at a time against a mock that knows nothing of the one before, and checks that each really got there.
 *
 * @throws PactMissingError
 */
export async function verifyPacts(
  sources: readonly PactSource[],
  { startProvider, folder = process.cwd(), onResult = () => {} }: VerifyOptions,
): Promise<readonly InteractionResult[]> {
  const verifier = await Verifier.open(pactPath(folder));
  try {
    const provider = await startProvider();
    try {
      return await verifyAll(sources, verifier, provider, onResult);
    } finally {
      await provider.close();
    }
  } finally {
    await verifier.close();
  }
}

async function verifyAll(
  sources: readonly PactSource[],
  verifier: Verifier,
  provider: ProviderUnderTest,
  onResult: (result: InteractionResult) => void,
): Promise<readonly InteractionResult[]> {
  const results: InteractionResult[] = [];
  for (const source of sources) {
    const findings = lintPact(source.pact, readState);
    for (const [index, interaction] of source.pact.interactions.entries()) {
      const about = findings.filter((finding) => finding.interaction === index);
      const result = await verifyOne(source, interaction, about, verifier, provider);
      results.push(result);
      onResult(result);
    }
    for (const finding of findings.filter(({ interaction }) => interaction < 0))
      results.push(emptyPact(source, finding));
  }
  return results;
}

async function verifyOne(
  { source, pact, file }: PactSource,
  { description, states, raw }: Interaction,
  findings: readonly LintFinding[],
  verifier: Verifier,
  provider: ProviderUnderTest,
): Promise<InteractionResult> {
  const began = performance.now();
  const head = { source, consumer: pact.consumer, description, states: states.map(({ name }) => name), findings };
  const result = (verdict: InteractionVerdict, differences: readonly Difference[]): InteractionResult => ({
    ...head,
    verdict,
    differences,
    durationMs: Math.round(performance.now() - began),
  });
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    return result(
      'refused',
      errors.map(({ path, message }) => ({ path, message })),
    );
  await provider.reset();
  const at = { provider: pact.provider, providerBaseUrl: provider.origin, statesUrl: provider.statesUrl };
  const differences = await verifier.verify({ ...file, interactions: [raw] }, at);
  if (differences.length > 0) return result('differs', differences);
  if ((await provider.received()) > 0) return result('verified', []);
  return result('not-reached', [
    { path: 'request', message: 'Pact says that it passed, but the mock was never asked' },
  ]);
}

function emptyPact({ source, pact }: PactSource, finding: LintFinding): InteractionResult {
  const { path, message } = finding;
  return {
    source,
    consumer: pact.consumer,
    description: 'the whole pact',
    states: [],
    verdict: 'refused',
    differences: [{ path, message }],
    findings: [finding],
    durationMs: 0,
  };
}
