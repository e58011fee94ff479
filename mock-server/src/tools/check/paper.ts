import { styleText } from 'node:util';

type Colour = 'red' | 'green' | 'yellow' | 'bold' | 'dim';

/** Colours a text, or leaves it as it is. */
export type Style = (colour: Colour, text: string) => string;

/** What a report is written on. */
export interface Paper {
  readonly widthColumns: number;
  readonly style: Style;
}

/**
 * Colours where the stream is a terminal that shows them, and as NO_COLOR and FORCE_COLOR say. One colour at a time: given several,
 * `styleText` of Node.js 20 looks at no stream.
 */
export function styleFor(stream: NodeJS.WritableStream): Style {
  return (colour, text) => styleText(colour, text, { stream });
}
