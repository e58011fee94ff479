export { htmlReport } from './html-report.js';
export { junitReport } from './junit-report.js';
export { type Progress, startProgress } from './progress.js';
export type { CheckSummary } from './report.js';
export { type Style, styleFor } from './style.js';
export { type Paper, textReport } from './text-report.js';
export { startVendor } from './vendor.js';
