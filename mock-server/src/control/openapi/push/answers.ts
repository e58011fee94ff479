import { MAX_USER_IDS, type PushRequest } from 'imshop-contracts';
import { validatePush } from 'imshop-contracts/schema';
import { advise } from '../../../advisories/advisories.js';
import {
  type Answer,
  accepted,
  badRequest,
  invalidEncoding,
  methodNotAllowed,
  notFound,
  notJson,
  rateLimited,
  strictRefusal,
  tooLarge,
  unavailable,
  unsupportedMediaType,
} from '../../../answers/answer.js';
import { NO_HISTORY } from '../../../api/advisory.js';

/** An answer of the endpoint, and what brings it about. */
export interface Shown {
  readonly when: string;
  readonly answer: Omit<Answer, 'outcome'>;
  /** The body that gets this answer, where the body is what counts and is short. */
  readonly request?: unknown;
}

const ENVELOPE = 'documented';

/** The request that the vendor's page shows. */
export const PUSH: PushRequest = {
  userIds: ['79999999999'],
  message: { title: 'Заголовок уведомления', summary: 'Сообщение пользователю' },
  deeplink: 'slug://browse',
};

/** Every answer at the default settings, made by what answers the requests. */
export function shownAnswers(): Readonly<Record<string, Shown>> {
  const { userIds, message } = PUSH;
  const tooMany = Array.from({ length: MAX_USER_IDS + 1 }, (_, index) => String(index));
  return {
    accepted: { when: 'The push is taken.', request: PUSH, answer: accepted(false) },
    'json-in-a-string': {
      when: 'A string that holds the expected array or object is taken for it.',
      request: { userIds: JSON.stringify(userIds), message: JSON.stringify(message) },
      answer: accepted(true),
    },
    unavailable: { when: 'The integration is not live, or switched off.', request: PUSH, answer: unavailable(200) },
    'ids-not-an-array': refused('A value is not of its type.', { ...PUSH, userIds: userIds[0] }),
    'several-faults': refused('Every fault is listed, unless the first only is asked for.', { message: { title: 1 } }),
    'missing-text': refused('A key is missing.', { userIds, message: { title: message.title } }),
    'unknown-keys': refused('A key is not known.', { ...PUSH, message: { ...message, sound: 'bell' }, silent: true }),
    'too-many-ids': { when: 'Too many customers.', answer: refusalOf({ ...PUSH, userIds: tooMany }) },
    'not-an-object': refused('The body is JSON, but no object.', [PUSH]),
    'not-json': { when: 'The body is not JSON.', answer: notJson('not-json', '', ENVELOPE) },
    'not-utf8': { when: 'The bytes of the body are not UTF-8.', answer: notJson('invalid-utf8', '', ENVELOPE) },
    unwise: strict({ ...PUSH, userIds: [], deeplink: 'https://example.com' }),
    'unknown-path': { when: 'The path is not this one.', answer: notFound('', ENVELOPE) },
    'another-method': { when: 'The method is not POST.', answer: methodNotAllowed('', ENVELOPE) },
    'too-large': { when: 'The body is announced as too large.', answer: tooLarge('too-large', ENVELOPE) },
    'too-large-unannounced': {
      when: 'The body proves too large when it is read or decompressed.',
      answer: tooLarge('too-large-unannounced', ENVELOPE),
    },
    undecodable: { when: 'The body is not in its content coding.', answer: invalidEncoding('gzip', ENVELOPE) },
    'not-a-json-type': {
      when: 'Content-Type is not JSON in UTF-8, or the content coding is not read.',
      answer: unsupportedMediaType('', ENVELOPE),
    },
    'over-the-limit': {
      when: 'Too many requests in the window.',
      request: PUSH,
      answer: rateLimited(0, 0, 'seconds', ENVELOPE),
    },
  };
}

function refused(when: string, request: unknown): Shown {
  return { when, request, answer: refusalOf(request) };
}

function refusalOf(request: unknown): Answer {
  const verdict = validatePush(request, { maxUserIds: MAX_USER_IDS, listAllErrors: true });
  if (verdict.ok) throw new Error('shown as a refusal, but taken');
  return badRequest(verdict.message, verdict.keys, verdict.row, ENVELOPE);
}

function strict(request: PushRequest): Shown {
  const advisories = advise(request, NO_HISTORY, false);
  return {
    when: 'The push is unwise, and the setting strict is on.',
    request,
    answer: strictRefusal(advisories, ENVELOPE),
  };
}
