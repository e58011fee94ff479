import type { Evidence, SenderEnd } from '../evidence.js';
import type { Expectation } from './expectation.js';

/** What no sender may do, whatever the scenario: crash, never exit, print without end, leave processes behind. */
export const endsByItself: Expectation = ({ runs }) =>
  runs.flatMap(({ end, interrupted }) => {
    if (end.kind === 'exited') return end.left > 0 ? [`it left ${processes(end.left)} running`] : [];
    return end.kind === 'signalled' && interrupted ? [] : [`it ${ended(end)}`];
  });

function processes(count: number): string {
  return count === 1 ? 'a process' : `${count} processes`;
}

/** How each run ended, in one sentence that begins with "it". */
export function endings({ runs }: Evidence): string {
  return runs.map(({ end }) => ended(end)).join(', then ');
}

/** How a run ended, as the end of a sentence that begins with "it". */
export function ended(end: SenderEnd): string {
  switch (end.kind) {
    case 'exited':
      return `exited with ${end.code}`;
    case 'signalled':
      return `was ended by ${end.signal}`;
    case 'never-exited':
      return `did not exit within ${end.limitMs / 1000} s`;
    case 'flooded':
      return `printed more than ${end.bytes / 2 ** 20} MiB`;
    case 'not-started':
      return `could not be started: ${end.why}`;
  }
}
