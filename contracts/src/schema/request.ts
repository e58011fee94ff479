import Joi from 'joi';
import type { PushRequest } from '../wire.js';

/**
 * The vendor's page as a Joi schema. It lists every fault and converts nothing: what the vendor converts is read
 * before (`conversion.ts`), and the texts are worded after (`wording.ts`), so Joi renders none.
 *
 * @param maxUserIds Most `userIds` in a request.
 */
export function requestSchema(maxUserIds: number): Joi.ObjectSchema<PushRequest> {
  const known = schemas.get(maxUserIds);
  if (known !== undefined) {
    return known;
  }
  const schema = Joi.object<PushRequest>({
    userIds: Joi.array().items(userId).max(maxUserIds).required().description('Customers to notify.'),
    message: Joi.object({
      title: Joi.string().required().description('First line of the notification.'),
      summary: Joi.string().required().description('Text below the title.'),
    }).required(),
    deeplink: Joi.string().description('What the app opens when the notification is tapped. Left out, never null.'),
  }).prefs({ abortEarly: false, convert: false, errors: { render: false, label: false } });
  if (schemas.size >= MAX_SCHEMAS) schemas.clear();
  schemas.set(maxUserIds, schema);
  return schema;
}

const userId = Joi.string().description(
  "A customer's id in the shop's own system, the digits of a phone number, or an install id (iid).",
);

/** More limits than these are in use at once nowhere. */
const MAX_SCHEMAS = 64;

/** Building a schema takes longer than a validation; nothing but time depends on this cache. */
const schemas = new Map<number, Joi.ObjectSchema<PushRequest>>();
