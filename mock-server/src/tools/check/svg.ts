import { escapeMarkup } from '../../base/text.js';

/** A part of a chart. */
export interface SvgFragment {
  readonly height: number;
  readonly svg: string;
}

export const LANE_HEIGHT = 20;
/** Distance from the top of a lane to the baseline of its text. */
export const BASELINE = 14;

/** Stacks lanes from the given top downwards. */
export function stackLanes(lanes: readonly ((y: number) => string)[], top: number): SvgFragment {
  const svg = lanes.map((lane, index) => lane(top + index * LANE_HEIGHT)).join('\n');
  return { height: lanes.length * LANE_HEIGHT, svg };
}

type Attributes = Readonly<Record<string, string | number>>;

export function rect(className: string, position: Attributes, title?: string): string {
  return `<rect class="${className}" ${formatAttributes(position)}>${titleElement(title)}</rect>`;
}

export function line(className: string, x1: number, y1: number, x2: number, y2: number): string {
  return `<line class="${className}" ${formatAttributes({ x1, y1, x2, y2 })}/>`;
}

export function text(className: string, x: number, y: number, content: string, title?: string): string {
  return `<text class="${className}" ${formatAttributes({ x, y })}>${escapeMarkup(content)}${titleElement(title)}</text>`;
}

function titleElement(title: string | undefined): string {
  return title === undefined ? '' : `<title>${escapeMarkup(title)}</title>`;
}

function formatAttributes(values: Attributes): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}="${typeof value === 'number' ? Math.round(value * 10) / 10 : escapeMarkup(value)}"`)
    .join(' ');
}

/** Estimates the width of a text in the small font of the charts. */
export function widthOf(content: string): number {
  return content.length * 6.2;
}

/** Cuts a text to the given width. */
export function clip(content: string, width: number): string {
  const maxLength = Math.floor(width / widthOf('x'));
  return content.length <= maxLength ? content : `${content.slice(0, maxLength - 1)}…`;
}

/** Steps between two ticks: round numbers. */
const STEPS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
];
const MAX_TICKS = 9;

/** Maps moments, in milliseconds since the start of the sender, to x coordinates. */
export class TimeAxis {
  readonly endMs: number;
  readonly left: number;
  readonly right: number;

  constructor(endMs: number, left: number, right: number) {
    this.endMs = Math.max(endMs, 1);
    this.left = left;
    this.right = right;
  }

  /** Moments outside the axis are moved to its nearest end. */
  x(atMs: number): number {
    const share = Math.min(Math.max(atMs / this.endMs, 0), 1);
    return Math.round((this.left + share * (this.right - this.left)) * 10) / 10;
  }

  /** The moments to label. */
  ticks(): readonly number[] {
    const stepMs = STEPS_MS.find((step) => this.endMs / step <= MAX_TICKS) ?? Math.ceil(this.endMs / MAX_TICKS);
    return Array.from({ length: Math.floor(this.endMs / stepMs) + 1 }, (_, index) => index * stepMs);
  }
}
