import { afterEach, expect, test, vi } from 'vitest';
import { integerFrom } from './options.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each(['lots', '', '0', '-1', '1.5', '1,000', '65'])('%j for a number is refused by name', (text) => {
  vi.stubEnv('CONNECTIONS', text);
  const allowed = `CONNECTIONS is ${JSON.stringify(text)}; a whole number from 1 to 64 is allowed`;
  expect(() => integerFrom('CONNECTIONS', 8, 64)).toThrow(new RangeError(allowed));
});
