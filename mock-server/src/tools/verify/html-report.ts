import { escapeMarkup } from '../../base/text.js';
import type { Outcome, VerifyReport } from './outcome.js';

/** The report as a page that needs nothing else. */
export function htmlReport({ verifiedAgainst, ok, outcomes }: VerifyReport): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Pacts against ${escapeMarkup(verifiedAgainst)}</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
  table { border-collapse: collapse; width: 100% }
  td, th { border-top: 1px solid #ccc; padding: .4rem .6rem; text-align: left; vertical-align: top }
  .verified { color: #17692d } .failed { color: #a01218 } code { font-size: .9em }
</style>
<h1>Pacts against ${escapeMarkup(verifiedAgainst)}: ${ok ? 'verified' : 'not verified'}</h1>
<table>
<tr><th>Verdict<th>Interaction<th>What differs<th>Where from
${outcomes.map(row).join('\n')}
</table>
</html>
`;
}

function row({ verdict, description, states, differences, warnings, source }: Outcome): string {
  const notes = [...differences, ...warnings].map(
    ({ path, message }) => `<code>${escapeMarkup(path)}</code> ${escapeMarkup(message)}`,
  );
  const given = states.length > 0 ? `<br>given ${escapeMarkup(states.join(', '))}` : '';
  const kind = verdict === 'verified' ? 'verified' : 'failed';
  return `<tr><td class="${kind}">${verdict}<td>${escapeMarkup(description)}${given}<td>${notes.join('<br>')}<td>${escapeMarkup(source)}`;
}
