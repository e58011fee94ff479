import { type LintFinding, lintPact } from './lint.js';
import type { Interaction, Pact } from './pact-file.js';
import { readState } from './read-state.js';
import { type Difference, Verifier } from './verifier.js';

/** Time that the mock has to answer a push or a state call. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** A mock that pacts are verified against. An argument of a verification, so that this package depends on no mock. */
export interface ProviderUnderTest {
  readonly origin: string;
  /** Address of Pact's state calls. */
  readonly statesUrl: string;
  /** Resets the mock to its initial state. */
  reset(): Promise<unknown>;
  /** Returns the number of requests since the last reset, to any path. */
  requestCount(): Promise<number>;
  advanceClock(ms: number): Promise<unknown>;
  /** Returns how often a push sent to this path was delivered to a customer. */
  deliveryCount(path: string, userId: string): Promise<number>;
  close(): Promise<unknown>;
}

export interface PactSource {
  /** A path or an address, for messages. */
  readonly source: string;
  readonly pact: Pact;
  /** The parsed file. */
  readonly file: Readonly<Record<string, unknown>>;
}

export interface VerifyOptions {
  readonly startProvider: () => Promise<ProviderUnderTest>;
  /** The project in which Pact is looked for. @default the working folder */
  readonly folder?: string;
  /** Called with the result of each interaction as soon as it is verified. */
  readonly onResult?: (result: InteractionResult) => void;
}

/**
 * - `verified`: the mock gave the expected answer.
 * - `differs`: it gave another answer.
 * - `refused`: the interaction would pass or fail by accident, see `findings`.
 * - `not-reached`: Pact reports a pass, but no request reached the mock.
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
 * Verifies pacts, one interaction at a time against a mock that was reset, and checks that each request reached the mock.
 *
 * @throws PactMissingError
 */
export async function verifyPacts(
  sources: readonly PactSource[],
  { startProvider, folder = process.cwd(), onResult = () => {} }: VerifyOptions,
): Promise<readonly InteractionResult[]> {
  const verifier = await Verifier.open(folder);
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
      const result = await verifyInteraction(source, interaction, about, verifier, provider);
      results.push(result);
      onResult(result);
    }
    results.push(
      ...findings.filter(({ interaction }) => interaction < 0).map((finding) => refusedPact(source, finding)),
    );
  }
  return results;
}

async function verifyInteraction(
  { source, pact, file }: PactSource,
  { description, states, raw }: Interaction,
  findings: readonly LintFinding[],
  verifier: Verifier,
  provider: ProviderUnderTest,
): Promise<InteractionResult> {
  const startMs = performance.now();
  const about = { source, consumer: pact.consumer, description, states: states.map(({ name }) => name), findings };
  const result = (verdict: InteractionVerdict, differences: readonly Difference[]): InteractionResult => ({
    ...about,
    verdict,
    differences,
    durationMs: Math.round(performance.now() - startMs),
  });
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const differences = errors.map(({ path, message }) => ({ path, message }));
    return result('refused', differences);
  }
  await provider.reset();
  const differences = await verifier.verify(
    { ...file, interactions: [raw] },
    {
      provider: pact.provider,
      providerBaseUrl: provider.origin,
      statesUrl: provider.statesUrl,
      timeoutMs: REQUEST_TIMEOUT_MS,
    },
  );
  if (differences.length > 0) return result('differs', differences);
  if ((await provider.requestCount()) > 0) return result('verified', []);
  return result('not-reached', [{ path: 'request', message: 'Pact reports a pass, but no request reached the mock' }]);
}

function refusedPact({ source, pact }: PactSource, finding: LintFinding): InteractionResult {
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
