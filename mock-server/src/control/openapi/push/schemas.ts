import type { PushAccepted, PushDeclined, PushError } from 'imshop-contracts';
import { type Components, closed, text } from '../schema.js';
import { PUSH_REQUEST, PUSH_SCHEMAS } from '../schemas/push.js';

export const ENDPOINT_SCHEMAS: Components = {
  ...PUSH_SCHEMAS,
  PushRequest: PUSH_REQUEST,
  PushAccepted: closed<PushAccepted>({ success: { type: 'boolean', const: true } }),
  PushDeclined: closed<PushDeclined>({
    success: { type: 'boolean', const: false },
    error: text('Why nothing was sent.'),
  }),
  PushError: closed<PushError>({
    error: text('The reason phrase of the status.'),
    message: text('What is wrong with the request.'),
  }),
};
