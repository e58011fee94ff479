import type { Contender } from './contender.js';
import { bare, express, fastify, mock } from './frameworks.js';
import { mockoon, mountebank, prism } from './peers.js';

/** Who is measured; `bare` is first, since all others are compared with it. */
export const CONTENDERS = { bare, mock, express, fastify, prism, mockoon, mountebank } satisfies Record<
  string,
  Contender
>;

export type ContenderName = keyof typeof CONTENDERS;

// Object.keys loses the type of an object's own keys.
export const CONTENDER_NAMES = Object.keys(CONTENDERS) as readonly ContenderName[];
