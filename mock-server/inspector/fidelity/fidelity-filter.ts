import type { FidelityRow, Standing } from 'imshop-contracts';

/** In the order in which they are explained: the best known first. */
export const STANDINGS = ['documented', 'observed', 'library', 'assumed'] as const satisfies readonly Standing[];

/** The rows that hold a text, in whatever column and case. */
export function holding(text: string, rows: readonly FidelityRow[]): readonly FidelityRow[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter(({ id, behaviour, source, switch: setting = '' }) =>
    [id, behaviour, source, setting].some((part) => part.toLowerCase().includes(wanted)),
  );
}

/** The rows of a standing; all of them where none is asked for. */
export function ofStanding(standing: Standing | undefined, rows: readonly FidelityRow[]): readonly FidelityRow[] {
  return standing === undefined ? rows : rows.filter((row) => row.standing === standing);
}
