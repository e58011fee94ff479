import type { PushRequest } from 'imshop-contracts';
import type { Answer } from '../answers/answer.js';
import type { IntegrationSettings } from '../api/integration-settings.js';

/** A vendor that is wrong in one way; what it leaves out is right. Its hooks are pure: they are asked more than once. */
export interface Mutant {
  /** What is wrong, in a line; ASCII, as a header carries it. */
  readonly help: string;
  /** The settings in force, from those that were asked for. */
  settings?(asked: IntegrationSettings): IntegrationSettings;
  /** What is answered; the very answer given where nothing is wrong with it. It may say that the push is not delivered. */
  answer?(right: Answer): Answer;
  /** What reaches phones of an accepted push; at least one push. */
  deliver?(push: PushRequest): readonly PushRequest[];
}
