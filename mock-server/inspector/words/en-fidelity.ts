import type { Standing } from 'imshop-contracts';
import { counted, type Forms } from './counted.js';

const count = (forms: Forms) => counted('en', forms);

export const fidelity = {
  title: 'How faithful the mock is',
  caption: 'Every behaviour of the mock, and how well it is known',
  loading: 'Asking the mock…',
  behaviour: 'Behaviour',
  standing: 'Standing',
  source: 'Source',
  switch: 'Changed by',
  noSwitch: 'nothing',
  filter: 'Filter by standing',
  all: 'all',
  text: 'Text in the table',
  shown: count({ one: '{n} behaviour shown', other: '{n} behaviours shown' }),
  nothing: 'No behaviour matches.',
  standings: {
    documented: 'documented',
    library: 'library',
    assumed: 'assumed',
    observed: 'observed',
  } satisfies Record<Standing, string>,
  explanations: {
    documented: 'The vendor’s page says so, or leaves no other reading.',
    library: 'The page shows texts of a library, and that library behaves like this.',
    assumed: 'Nobody outside the vendor knows; the mock picked one reading, and your sender should survive the others.',
    observed: 'A probe saw it at a real endpoint.',
  } satisfies Record<Standing, string>,
};
