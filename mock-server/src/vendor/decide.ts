import { METHOD, type PushRequest } from 'imshop-contracts';
import type { Verdict } from 'imshop-contracts/schema';
import { advise } from '../advisories/index.js';
import type { Precedents } from '../journal/ledger.js';
import type { IntegrationSettings } from '../options/config.js';
import type { Admission } from '../rate-window/index.js';
import {
  type Answer,
  accepted,
  badRequest,
  methodNotAllowed,
  notJson,
  rateLimited,
  strictRefusal,
  tooLarge,
  unavailable,
  undecodable,
  unsupportedMediaType,
} from './answer.js';
import type { Body } from './body.js';
import { parseJson } from './json.js';
import { mediaTypeProblem } from './media-type.js';

/** A request with all that its answer depends on before its JSON is looked at. */
export interface Received {
  readonly method: string;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  /** Whether the content coding is one that is read. */
  readonly decodable: boolean;
  readonly admission: Admission;
  readonly nowMs: number;
  readonly body: Body;
  readonly settings: IntegrationSettings;
}

/** The JSON value to validate, or the answer to a request that does not get so far. */
export type Read =
  | { readonly refused: Answer; readonly value?: undefined }
  | { readonly refused?: undefined; readonly value: unknown };

/** Reads a request down to its JSON value, each check in the order in which a request meets it. */
export function read(received: Received): Read {
  const { method, admission, nowMs, body, settings } = received;
  const { envelope, rateLimit } = settings;

  if (method !== METHOD) return { refused: methodNotAllowed(method, envelope) };
  if (!admission.admitted) {
    return { refused: rateLimited(nowMs, admission.retryAfterMs, rateLimit?.retryAfter ?? 'off', envelope) };
  }
  const mediaType = mediaTypeProblem(received.contentType);
  if (mediaType !== undefined) return { refused: unsupportedMediaType(mediaType, envelope) };
  if (!received.decodable) {
    return { refused: unsupportedMediaType(`the content coding ${received.contentEncoding} is not read`, envelope) };
  }
  if (body.kind === 'announced-too-large') return { refused: tooLarge('too-large', envelope) };
  if (body.kind === 'too-large') return { refused: tooLarge('too-large-unannounced', envelope) };
  if (body.kind === 'undecodable') return { refused: undecodable(received.contentEncoding, envelope) };

  const parsed = parseJson(body.bytes);
  return parsed.ok ? { value: parsed.value } : { refused: notJson(parsed.row, parsed.why, envelope) };
}

/** The answer to a body that was read and validated. */
export function judge(
  verdict: Verdict,
  settings: IntegrationSettings,
  precedents: (push: PushRequest) => Precedents,
): Answer {
  const { envelope } = settings;
  if (!verdict.ok) return badRequest(verdict.message, verdict.keys, verdict.row, envelope);

  const { push, converted } = verdict;
  const advisories = advise({ push, converted, ...precedents(push) });
  if (!settings.available) return unavailable(advisories, settings.unavailableStatus);
  if (settings.strict && advisories.length > 0) return strictRefusal(advisories, envelope);
  return accepted(push, advisories, converted ? 'json-string' : 'accepted');
}
