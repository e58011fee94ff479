import type { Health, Mock } from 'imshop-mock';

/** What a mock has let go, kind by kind. */
export async function evictionsOf(mock: Mock): Promise<Health['evictions']> {
  return (await mock.health()).evictions;
}

/** The counts that are not zero. */
export async function evictedBy(mock: Mock): Promise<Partial<Health['evictions']>> {
  return Object.fromEntries(Object.entries(await evictionsOf(mock)).filter(([, count]) => count > 0));
}
