import { METHOD } from 'imshop-contracts';
import { advise, type Precedents } from '../advisories/index.js';
import {
  type Answer,
  accepted,
  badRequest,
  methodNotAllowed,
  rateLimited,
  strictRefusal,
  tooLarge,
  unavailable,
  undecodable,
  unsupportedMediaType,
} from '../answers/answer.js';
import type { IntegrationSettings } from '../api/integration-settings.js';
import type { Admission } from '../rate-limiter/index.js';
import type { Come } from './intake.js';
import type { Content } from './known-bodies.js';
import { mediaTypeProblem } from './media-type.js';

/** The answer to a request that does not get as far as its JSON, each check in the order in which a request meets it. */
export function refusalOf(
  { method, contentType, contentEncoding, decodable, body }: Come,
  admission: Admission,
  nowMs: number,
  { envelope, rateLimit }: IntegrationSettings,
  overLimit: typeof rateLimited = rateLimited,
): Answer | undefined {
  if (method !== METHOD) return methodNotAllowed(method, envelope);
  if (!admission.admitted) {
    return overLimit(nowMs, admission.retryAfterMs, rateLimit?.retryAfter ?? 'off', envelope);
  }
  const mediaType = mediaTypeProblem(contentType);
  if (mediaType !== undefined) return unsupportedMediaType(mediaType, envelope);
  if (!decodable) {
    return unsupportedMediaType(`the content coding ${contentEncoding} is not read`, envelope);
  }
  if (body.kind === 'announced-too-large') return tooLarge('too-large', envelope);
  if (body.kind === 'too-large') return tooLarge('too-large-unannounced', envelope);
  if (body.kind === 'undecodable') return undecodable(contentEncoding, envelope);
  return undefined;
}

/** The answer to a body that was read. */
export function judge(
  { verdict, advisories: own }: Content,
  settings: IntegrationSettings,
  precedents: Precedents,
): Answer {
  const { envelope } = settings;
  if (!verdict.ok) return badRequest(verdict.message, verdict.keys, verdict.row, envelope);

  const { push, converted } = verdict;
  const advisories = advise(own, push, precedents, converted);
  if (!settings.available) return unavailable(advisories, settings.unavailableStatus);
  if (settings.strict && advisories.length > 0) return strictRefusal(advisories, envelope);
  return accepted(push, advisories, converted ? 'json-string' : 'accepted');
}
