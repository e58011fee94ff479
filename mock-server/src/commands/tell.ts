/** One line for people, on stderr. */
export function tell(line: string): void {
  process.stderr.write(`imshop-mock: ${line}\n`);
}
