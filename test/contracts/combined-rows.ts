import type { NamedBody } from './golden-rows.js';
import { type Entry, objectText, quoted } from './json-text.js';

/** What a part of a body may be: its name, and its entries. */
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

/** Bodies that put together what several places may hold, in many ways and orders: the same ones on every call. */
export function combinedBodies(count: number): readonly NamedBody[] {
  const draw = drawer(14_003_001);
  return Array.from({ length: count }, (_, index) => {
    const [name, text] = combinedBody(draw);
    return [`combined ${String(index + 1).padStart(3, '0')}: ${name}`, text];
  });
}

/** Numbers from 0 to 1. */
type Draw = () => number;

function combinedBody(draw: Draw): NamedBody {
  const texts = [pick(TITLES, draw), pick(SUMMARIES, draw), pick(UNKNOWN, draw)];
  const message = objectText(shuffled(entriesOf(texts), draw));
  const messages: Choices = [
    ['message of', ['message', message]],
    ['message in a string of', ['message', quoted(message)]],
  ];
  const parts = [pick(IDS, draw), pick(messages, draw), pick(DEEPLINKS, draw), pick(UNKNOWN, draw)] as const;
  const [ids, holder, deeplink, unknown] = parts.map(([name]) => name);
  const inside = texts.map(([name]) => name).join(', ');
  return [`${ids}; ${holder} ${inside}; ${deeplink}; ${unknown}`, objectText(shuffled(entriesOf(parts), draw))];
}

function entriesOf(choices: readonly Choice[]): readonly Entry[] {
  return choices.flatMap(([, ...entries]) => entries);
}

function pick(choices: Choices, draw: Draw): Choice {
  return choices[Math.floor(draw() * choices.length)] ?? choices[0];
}

function shuffled<T>(items: readonly T[], draw: Draw): readonly T[] {
  return items
    .map((item) => ({ item, place: draw() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** A linear congruential generator: the corpus must not change with the version of a library. */
function drawer(seed: number): Draw {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
