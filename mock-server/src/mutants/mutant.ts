import type { PushRequest } from 'imshop-contracts';
import type { Answer } from '../answers/answer.js';
import type { IntegrationSettings } from '../api/integration-settings.js';

/**
 * A vendor that is wrong in one way. A hook that is missing changes nothing. The hooks are pure: they are called more than
 * once for a request.
 */
export interface Mutant {
  /** The error in one line. ASCII, because a header carries it. */
  readonly help: string;
  /** Changes the settings in force. */
  settings?(settings: IntegrationSettings): IntegrationSettings;
  /** Changes the answer, or whether the push is delivered. Returns the same object if it changes nothing. */
  answer?(right: Answer): Answer;
  /** Changes the pushes that are delivered for an accepted push; at least one. */
  deliver?(push: PushRequest): readonly PushRequest[];
}
