import type { Mock } from 'imshop-mock';

/** The values of a scrape by name and labels, as they are written. */
export type Samples = Readonly<Record<string, number>>;

export async function metricsOf(mock: Mock): Promise<Samples> {
  return samplesOf(await mock.metrics());
}

export function samplesOf(text: string): Samples {
  const lines = [...text.matchAll(/^([a-z_]+(?:\{[^}]*\})?) (\S+)$/gm)];
  return Object.fromEntries(lines.map(([, sample = '', value]) => [sample, Number(value)]));
}
