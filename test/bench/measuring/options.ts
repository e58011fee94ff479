/** A whole number from the environment. @throws {RangeError} naming the variable and what it may be. */
export function integerFrom(name: string, initial: number, most = 1_000_000_000): number {
  const text = process.env[name] ?? String(initial);
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new RangeError(`${name} is ${JSON.stringify(text)}; a whole number from 1 to ${most} is allowed`);
}

/** Some of the names allowed, separated by commas; all of them where the variable is not set. @throws {RangeError} */
export function namesFrom<T extends string>(name: string, allowed: readonly T[]): readonly T[] {
  const text = process.env[name];
  if (text === undefined || text === '') return allowed;
  const asked = text.split(',').map((each) => each.trim());
  const unknown = asked.filter((each) => !allowed.some((one) => one === each));
  if (unknown.length === 0) return allowed.filter((one) => asked.includes(one));
  throw new RangeError(`${name} names ${unknown.join(', ')}; some of ${allowed.join(', ')} are allowed`);
}
