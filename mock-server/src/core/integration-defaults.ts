import type { ScenarioState } from '../api/faults.js';
import type { IntegrationSettings, RateLimit } from '../api/integration-settings.js';
import { DOCUMENTED_RATE } from '../api/settings.js';
import type { Clock } from '../base/clock.js';
import type { Bounds } from '../limits/bounds.js';
import type { JournalBounds } from '../log/journal.js';
import { type Mutation, mutationOf } from '../mutants/index.js';
import type { ScenarioBook } from '../scenarios/scenario-book.js';
import { initialSettings, type Settings } from '../settings/settings.js';

/** What every integration of a mock starts with. */
export interface InitialIntegration {
  readonly clock: Clock;
  readonly settings: IntegrationSettings;
  readonly journal: JournalBounds;
  /** What it shares room in with the others. */
  readonly bounds: Bounds;
  readonly seed: number;
  readonly scenarios: ScenarioBook;
  readonly mutation: Mutation;
  /** A phase of its scenario began or ended. */
  onPhase(slug: string, state: ScenarioState): void;
  /** The limit that a patch completes where there is none. */
  readonly defaultLimit: RateLimit;
}

/** What the settings of a mock make of its integrations. */
export function initialIntegration(
  settings: Settings,
  shared: Pick<InitialIntegration, 'clock' | 'bounds' | 'seed' | 'scenarios' | 'onPhase'>,
): InitialIntegration {
  const { rateLimitAlgorithm: algorithm, retryAfter, countRejected, mutant } = settings;
  const { journalMax: maxEntries, journalMaxBytes: maxBytes, journalBodyMax: maxBodyBytes } = settings;
  return {
    ...shared,
    settings: initialSettings(settings),
    journal: { maxEntries, maxBytes, maxBodyBytes },
    mutation: mutationOf(mutant),
    defaultLimit: { ...DOCUMENTED_RATE, algorithm, retryAfter, countRejected },
  };
}
