export { startCheckMock } from './check-mock.js';
export { htmlReport } from './html-report.js';
export { junitReport } from './junit-report.js';
export type { CheckSummary } from './summary.js';
export {
  type Color,
  type Colorizer,
  createColorizer,
  type Progress,
  startProgress,
  type TextOptions,
} from './terminal.js';
export { textReport } from './text-report.js';
