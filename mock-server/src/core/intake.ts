import type { Answer } from '../answers/answer.js';
import type { Body } from '../endpoint/body.js';
import type { RuleEvaluation, RuleMatch } from '../faults/rules.js';
import type { Arrived, Completion, Entry, ReceivedBody } from '../log/entry.js';
import type { Admission } from '../rate-limiter/index.js';
import type { Integration } from './integration.js';

/** A request whose headers are in. */
export interface Arriving extends Arrived {
  readonly slug: string;
  /** Whether limit and fault rules count it: not what is no request, or not a POST. */
  readonly isPush: boolean;
}

/** What its integration made of a request at its arrival. */
export interface Arrival {
  readonly integration: Integration;
  readonly entry: Entry;
  readonly admission: Admission;
  readonly sighting: RuleEvaluation;
}

/** A request that came as far as its body. */
export interface Come {
  readonly method: string;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  /** Whether the content coding is one that is read. */
  readonly decodable: boolean;
  readonly body: Body;
}

/** How a request is answered. */
export interface Decision {
  /** The vendor's own answer. */
  readonly own: Answer;
  /** The fault that takes it over. */
  readonly hit: RuleMatch | undefined;
  /** Whether the push was recorded as delivered. */
  readonly accepted: boolean;
}

/**
 * Where requests are entered: all that a request changes is changed here, in steps that nothing comes between. Whoever
 * reads and writes connections calls these; where the state is shared, they are called for requests elsewhere too.
 */
export interface Intake {
  arrive(arriving: Arriving): Arrival | Promise<Arrival>;
  /** Keeps what came of a body that nothing is decided about. */
  receive(arrival: Arrival, body: ReceivedBody): void;
  /** Decides, and records what is delivered. */
  decide(arrival: Arrival, come: Come): Decision | Promise<Decision>;
  /** Once a request; a second completion changes nothing. */
  complete(arrival: Arrival, completion: Completion): void;
  /** A request that belongs to no integration; gives its id. */
  stray(method: string, path: string): string | Promise<string>;
}
