import { printable } from '../base/printable.js';

/** What people are told, on stderr; whatever of it comes from elsewhere steers no terminal. */
export function tell(text: string): void {
  process.stderr.write(`imshop-mock: ${printable(text)}\n`);
}
