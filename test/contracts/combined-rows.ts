import type { NamedBody } from './golden-rows.js';
import { type Entry, objectText, quoted } from './json-text.js';

/** A variant of one part of a body: its name, and its entries. */
type Choice = readonly [name: string, ...entries: Entry[]];
type Choices = readonly [Choice, ...Choice[]];

const IDS: Choices = [
  ['sound ids', ['userIds', '["42"]']],
  ['no ids'],
  ['null for ids', ['userIds', 'null']],
  ['a bad id', ['userIds', '["42",7]']],
  ['two bad ids', ['userIds', '["",null]']],
  ['ids in a string', ['userIds', quoted('["42"]')]],
];

const TITLES: Choices = [['a title', ['title', '"Order 7"']], ['no title'], ['an empty title', ['title', '""']]];

const SUMMARIES: Choices = [['a summary', ['summary', '"ready"']], ['no summary'], ['7 for summary', ['summary', '7']]];

const DEEPLINKS: Choices = [
  ['no deeplink'],
  ['a deeplink', ['deeplink', '"slug://browse"']],
  ['an empty deeplink', ['deeplink', '""']],
  ['null for deeplink', ['deeplink', 'null']],
];

const UNKNOWN: Choices = [
  ['nothing unknown'],
  ['an unknown key', ['foo', '1']],
  ['two unknown keys', ['foo', '1'], ['5', '{}']],
];

/** Combines variants of several parts, in many orders. Every call returns the same bodies. */
export function combinedBodies(count: number): readonly NamedBody[] {
  const random = seededRandom(14_003_001);
  return Array.from({ length: count }, (_, index) => {
    const [name, text] = combinedBody(random);
    return [`combined ${String(index + 1).padStart(3, '0')}: ${name}`, text];
  });
}

/** Returns a number from 0 to 1. */
type Random = () => number;

function combinedBody(random: Random): NamedBody {
  const texts = [pick(TITLES, random), pick(SUMMARIES, random), pick(UNKNOWN, random)];
  const message = objectText(shuffled(entriesOf(texts), random));
  const messages: Choices = [
    ['message of', ['message', message]],
    ['message in a string of', ['message', quoted(message)]],
  ];
  const parts = [pick(IDS, random), pick(messages, random), pick(DEEPLINKS, random), pick(UNKNOWN, random)] as const;
  const [ids, holder, deeplink, unknown] = parts.map(([name]) => name);
  const inside = texts.map(([name]) => name).join(', ');
  return [`${ids}; ${holder} ${inside}; ${deeplink}; ${unknown}`, objectText(shuffled(entriesOf(parts), random))];
}

function entriesOf(choices: readonly Choice[]): readonly Entry[] {
  return choices.flatMap(([, ...entries]) => entries);
}

function pick(choices: Choices, random: Random): Choice {
  return choices[Math.floor(random() * choices.length)] ?? choices[0];
}

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** A linear congruential generator: the corpus must not depend on the version of a library. */
function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
