import type { PushRequest } from 'imshop-contracts';
import { validatePush } from 'imshop-contracts/schema';
import Joi, { type Schema } from 'joi14';

/** The result of a validation, in a form that both validators share. */
export type OracleResult =
  | { readonly ok: true; readonly push: PushRequest }
  | { readonly ok: false; readonly message: string; readonly keys: readonly string[] };

/** Validates with joi 14.3.1, the library whose texts the vendor's page shows. */
export function askJoi14(body: unknown, maxUserIds: number, listAllErrors: boolean): OracleResult {
  const { error, value } = pushSchema(maxUserIds).validate(body, { abortEarly: !listAllErrors });
  if (error !== null) {
    return { ok: false, message: error.message, keys: error.details.map(({ path }) => path.join('.')) };
  }
  // joi 14 may return an object with a prototype from the body: only these keys are the push.
  const { userIds, message, deeplink } = value as PushRequest;
  const push = { userIds, message: { title: message.title, summary: message.summary } };
  return { ok: true, push: deeplink === undefined ? push : { ...push, deeplink } };
}

/** Validates with `validatePush`. The result must equal that of joi 14.3.1. */
export function askOurs(body: unknown, maxUserIds: number, listAllErrors: boolean): OracleResult {
  const result = validatePush(body, { maxUserIds, listAllErrors });
  return result.ok ? { ok: true, push: result.push } : { ok: false, message: result.message, keys: result.keys };
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
