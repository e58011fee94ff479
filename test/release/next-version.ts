/** Why a version cannot be the next, or nothing. `released` are those that the changelog has headings for. */
export function refusal(next: string, current: string, released: readonly string[]): string | undefined {
  if (!/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}$/.test(next)) {
    return `"${next}" is no version: three numbers are, such as 0.2.0`;
  }
  if (released.includes(next)) return `${next} is released already, says the CHANGELOG`;
  if (compare(next, current) < 0) return `${next} is older than ${current}, which the packages carry`;
  return undefined;
}

function compare(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number));
  const differs = [0, 1, 2].find((at) => a?.[at] !== b?.[at]) ?? 0;
  return (a?.[differs] ?? 0) - (b?.[differs] ?? 0);
}
