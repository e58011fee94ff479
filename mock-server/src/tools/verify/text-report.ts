import type { Outcome, VerifyReport } from './outcome.js';

const MARKS = { verified: '✓', differs: '✗', refused: '✗', 'not-reached': '✗' } as const;

/** The report as people read it: by file, each line with what differs and where. */
export function textReport({ verifiedAgainst, outcomes }: VerifyReport): string {
  const sources = [...new Set(outcomes.map(({ source }) => source))];
  const failed = outcomes.filter(({ verdict }) => verdict !== 'verified').length;
  const lines = sources.flatMap((source) => [
    source,
    ...outcomes.filter((outcome) => outcome.source === source).flatMap(outcomeLines),
    '',
  ]);
  return `${[...lines, `${outcomes.length - failed} verified, ${failed} failed, against ${verifiedAgainst}`].join('\n')}\n`;
}

function outcomeLines({ verdict, description, states, differences, warnings, durationMs }: Outcome): string[] {
  const given = states.length > 0 ? ` (given ${states.join(', ')})` : '';
  const why = verdict === 'verified' ? '' : ` ${verdict}`;
  return [
    `  ${MARKS[verdict]}${why} ${description}${given}, ${durationMs} ms`,
    ...differences.map(({ path, message }) => `      ${path}: ${message}`),
    ...warnings.map(({ path, message }) => `      warning: ${path} ${message}`),
  ];
}
