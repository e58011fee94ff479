/** Exit codes, as the README lists them. */
export const EXIT = { ok: 0, failed: 1, usage: 2, notExecutable: 126, notFound: 127 } as const;
