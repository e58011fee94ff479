export { requestSchema } from './request.js';
export { type ValidationOptions, type Verdict, validatePush } from './validate.js';
