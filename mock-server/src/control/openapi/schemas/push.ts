import { MAX_USER_IDS, type PushMessage, type PushRequest } from 'imshop-contracts';
import { type Components, closed, nonEmpty, optional, ref } from '../schema.js';

/** The push itself, for both documents. */
export const PUSH_SCHEMAS: Components = {
  PushMessage: closed<PushMessage>({
    title: nonEmpty('First line of the notification.'),
    summary: nonEmpty('Text below the title.'),
  }),
};

/** What is posted; the control API has no use for it. */
export const PUSH_REQUEST = closed<PushRequest>({
  userIds: {
    type: 'array',
    items: nonEmpty("A customer's id in the shop's own system, the digits of a phone number, or an install id (iid)."),
    maxItems: MAX_USER_IDS,
    description: 'Whom to notify.',
  },
  message: ref('PushMessage'),
  deeplink: optional(
    nonEmpty('What the application opens when it is started from the notification. Left out, never null.'),
  ),
});
