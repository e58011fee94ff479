export { htmlReport } from './html-report.js';
export { junitReport } from './junit-report.js';
export { type Paper, type Style, styleFor } from './paper.js';
export { type Progress, startProgress } from './progress.js';
export type { CheckSummary } from './report.js';
export { textReport } from './text-report.js';
export { startCheckMock } from './vendor.js';
