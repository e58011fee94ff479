import { escapeMarkup } from '../../../base/text.js';

type Attributes = Readonly<Record<string, string | number>>;

export function rect(className: string, at: Attributes, title?: string): string {
  return `<rect class="${className}" ${attributes(at)}>${title === undefined ? '' : titleOf(title)}</rect>`;
}

export function line(className: string, x1: number, y1: number, x2: number, y2: number): string {
  return `<line class="${className}" ${attributes({ x1, y1, x2, y2 })}/>`;
}

export function text(className: string, x: number, y: number, content: string, title?: string): string {
  const more = title === undefined ? '' : titleOf(title);
  return `<text class="${className}" ${attributes({ x, y })}>${escapeMarkup(content)}${more}</text>`;
}

/** About the width of a text in the small font of charts. */
export function widthOf(content: string): number {
  return content.length * 6.2;
}

/** As much of a text as fits. */
export function clipped(content: string, width: number): string {
  const most = Math.floor(width / widthOf('x'));
  return content.length <= most ? content : `${content.slice(0, most - 1)}…`;
}

function titleOf(content: string): string {
  return `<title>${escapeMarkup(content)}</title>`;
}

function attributes(values: Attributes): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}="${typeof value === 'number' ? Math.round(value * 10) / 10 : escapeMarkup(value)}"`)
    .join(' ');
}
