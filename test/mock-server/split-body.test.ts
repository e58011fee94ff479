import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SEED } from '../workspace/seed.js';
import { howOften } from '../workspace/thorough.js';
import { built } from './built.js';

interface Push {
  readonly userIds: readonly string[];
  readonly message: { readonly title: string; readonly summary: string };
  readonly deeplink?: string;
}
type Split = (push: Push, bytes: Buffer) => Readonly<Record<'frame' | 'ids' | 'frameEnd', string>>;

const { splitBody } = await built<{ splitBody: Split }>('log/split-body');

/** Texts that look like the end of the list, like its key, or need more than a byte a character. */
const text = fc
  .array(
    fc.constantFrom(
      'a',
      ']',
      '[',
      '"',
      '\\',
      ',',
      '}',
      '{',
      ':',
      ' ',
      '"userIds":[',
      '],"message"',
      ']}',
      'ж',
      '😀',
      '\n',
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(''));
const push = fc.record<Push>(
  {
    userIds: fc.array(fc.oneof(fc.constant('79991234567'), text), { maxLength: 4 }),
    message: fc.record({ title: text, summary: text }),
    deeplink: text,
  },
  { requiredKeys: ['userIds', 'message'] },
);

/** Ways to write the same JSON. */
const writings: readonly ((push: Push) => string)[] = [
  (each) => JSON.stringify(each),
  (each) => JSON.stringify(each, null, 2),
  ({ userIds, ...rest }) => JSON.stringify({ ...rest, userIds }),
  (each) => JSON.stringify(each).replaceAll(',', ', ').replaceAll(':', ': '),
  ({ userIds, ...rest }) => JSON.stringify({ ...rest, userIds }).replace('"userIds"', '"user\\u0049ds"'),
  (each) => JSON.stringify(each).replace('{', '{"userIds":["twice"],'),
  (each) => JSON.stringify(each).replace(/}$/, ',"user\\u0049ds":["last"]}'),
];

test(`a push is split into texts and customers that make the same push again (seed ${SEED})`, () => {
  const holds = fc.property(push, fc.constantFrom(...writings), (sent, write) => {
    const json = write(sent);
    let accepted: Push;
    try {
      accepted = JSON.parse(json);
    } catch {
      return;
    }
    const { frame, ids, frameEnd } = splitBody(accepted, Buffer.from(json));
    const bytes = (latin1: string) => Buffer.from(latin1, 'latin1').toString('utf8');
    expect(JSON.parse(`[${bytes(ids)}]`)).toEqual(accepted.userIds);
    expect(JSON.parse(bytes(frame + frameEnd))).toEqual({ ...accepted, userIds: [] });
  });
  fc.assert(holds, { seed: SEED, numRuns: howOften(50_000, 5_000) });
});
