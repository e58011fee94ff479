import { integerFrom } from '../bench/measuring/options.js';

/** Of all that is drawn, or the first of the seeds where each run has its own. What fails prints it. */
export const SEED = integerFrom('IMSHOP_TEST_SEED', 20_261_124);
