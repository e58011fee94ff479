import { stripVTControlCharacters } from 'node:util';

/** A text from elsewhere that cannot steer a terminal, nor turn the direction of what stands around it. */
export function printable(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, '?');
}

/** The same of what a program printed: without its colours, and whatever it drew over and over as lines. */
export function printableOutput(text: string): string {
  const lines = stripVTControlCharacters(text).replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\t', '    ');
  return printable(lines);
}
