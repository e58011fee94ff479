/** A chart is drawn so wide, and scaled to the page. */
export const WIDTH = 1000;

/** Left of the time stands what is told in words. */
export const GUTTER = 300;

export const RIGHT = WIDTH - 24;
/** Labels of time, and below them what the shaded window held. */
export const HEAD_HEIGHT = 38;
export const LABELS_Y = 12;
export const WINDOW_Y = 27;
export const LANE_HEIGHT = 20;

/** From the top of a lane to the line that its text stands on. */
export const BASELINE = 14;

/** A part of a chart, and how much of its height it takes. */
export interface Drawn {
  readonly height: number;
  readonly svg: string;
}
