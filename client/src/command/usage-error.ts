/** What was asked for cannot be done as it was asked: told in one line, exit code 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
