export { requestSchema } from './push-schema.js';
export { type ValidationOptions, type ValidationResult, validatePush } from './validate.js';
