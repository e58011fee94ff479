/** Of all that is drawn, or the first of the seeds where each run has its own. What fails prints it. */
export const SEED = Number(process.env['IMSHOP_TEST_SEED'] ?? 20_261_124);
