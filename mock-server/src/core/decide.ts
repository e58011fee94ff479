import { METHOD } from 'imshop-contracts';
import type { ValidationResult } from 'imshop-contracts/schema';
import {
  type Answer,
  accepted,
  badRequest,
  invalidEncoding,
  methodNotAllowed,
  rateLimited,
  strictRefusal,
  tooLarge,
  unavailable,
  unsupportedMediaType,
} from '../answers/answer.js';
import type { Advisory } from '../api/advisory.js';
import type { IntegrationSettings } from '../api/integration-settings.js';
import type { RateLimitDecision } from '../api/rate-limit.js';
import type { ReceivedBody } from '../log/body.js';
import { mediaTypeProblem } from './media-type.js';

/** A body as far as it could be read. */
export interface ReadBody extends ReceivedBody {
  readonly type: 'whole' | 'unknown-encoding' | 'invalid-encoding' | 'announced-too-large' | 'too-large';
}

/** A request whose body is in. */
export interface ReceivedRequest {
  readonly method: string;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly body: ReadBody;
}

/** The answer to a request that is refused before its JSON is read. The checks stand in the order in which they are made. */
export function earlyRefusal(
  { method, contentType, contentEncoding, body }: ReceivedRequest,
  rateLimit: RateLimitDecision,
  nowMs: number,
  { envelope, rateLimit: limit }: IntegrationSettings,
): Answer | undefined {
  if (method !== METHOD) return methodNotAllowed(method, envelope);
  if (!rateLimit.admitted) {
    return rateLimited(nowMs, rateLimit.retryAfterMs, limit?.retryAfter ?? 'off', envelope);
  }
  const mediaType = mediaTypeProblem(contentType);
  if (mediaType !== undefined) return unsupportedMediaType(mediaType, envelope);
  switch (body.type) {
    case 'unknown-encoding':
      return unsupportedMediaType(`the content coding ${contentEncoding} is not read`, envelope);
    case 'announced-too-large':
      return tooLarge('too-large', envelope);
    case 'too-large':
      return tooLarge('too-large-unannounced', envelope);
    case 'invalid-encoding':
      return invalidEncoding(contentEncoding, envelope);
    default:
      return undefined;
  }
}

/**
 * The answer to a body that is JSON.
 *
 * @param advise Advisories on the push; asked for in strict mode only.
 */
export function answerTo(
  verdict: ValidationResult,
  settings: IntegrationSettings,
  advise: () => readonly Advisory[],
): Answer {
  const { envelope } = settings;
  if (!verdict.ok) return badRequest(verdict.message, verdict.keys, verdict.row, envelope);
  if (!settings.available) return unavailable(settings.unavailableStatus);
  const advisories = settings.strict ? advise() : [];
  return advisories.length > 0 ? strictRefusal(advisories, envelope) : accepted(verdict.converted);
}
