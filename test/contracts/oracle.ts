import type { PushRequest } from 'imshop-contracts';
import Joi, { type Schema } from 'joi14';

/** What joi 14.3.1 itself makes of a body. */
export type OracleVerdict =
  | { readonly ok: true; readonly push: PushRequest }
  | { readonly ok: false; readonly message: string; readonly keys: readonly string[] };

/** Asks joi 14.3.1, the library whose texts the vendor's page shows. */
export function askJoi14(body: unknown, maxUserIds: number, listAllErrors: boolean): OracleVerdict {
  const { error, value } = pushSchema(maxUserIds).validate(body, { abortEarly: !listAllErrors });
  if (error !== null) {
    return { ok: false, message: error.message, keys: error.details.map(({ path }) => path.join('.')) };
  }
  // joi 14 may leave the value on a prototype that the body brought along: nothing but these keys is the push.
  const { userIds, message, deeplink } = value as PushRequest;
  const push = { userIds, message: { title: message.title, summary: message.summary } };
  return { ok: true, push: deeplink === undefined ? push : { ...push, deeplink } };
}

const schemas = new Map<number, Schema>();

function pushSchema(maxUserIds: number): Schema {
  const known = schemas.get(maxUserIds);
  if (known !== undefined) {
    return known;
  }
  const schema = Joi.object({
    userIds: Joi.array().items(Joi.string()).max(maxUserIds).required(),
    message: Joi.object({ title: Joi.string().required(), summary: Joi.string().required() }).required(),
    deeplink: Joi.string(),
  });
  schemas.set(maxUserIds, schema);
  return schema;
}
