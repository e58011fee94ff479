export * from './delivery.js';
export { ended, endsByItself } from './end.js';
export type { Expectation } from './expectation.js';
export * from './pace.js';
export * from './requests.js';
