import { join } from 'node:path';
import { MOCK_CLI } from '../../../mock-cli.js';
import { ROOT } from '../../../workspace/root.js';
import { CASE_NAMES } from '../cases.js';
import { type Contender, PUSH_PATH, type Setup } from './contender.js';

/** More than any server here can answer, so that it counts and never refuses. */
const HIGH_RATE = '1000000/1s';
const LOW_RATE = '1/1h';

/** What all others are compared with: Node's own server, and no more than has to be done. */
export const bare = written('bare node:http', {}, 'bare');

export const express = written('express 5 + joi 18', { express: '5.3.0', joi: '18.3.2' }, 'express');

export const fastify = written('fastify 5 + ajv', { fastify: '5.12.8' }, 'fastify');

/** As its users start it: journal, limiter and ledger on, at their default bounds. */
export const mock: Contender = {
  title: 'imshop-mock',
  packages: {},
  path: PUSH_PATH,
  cases: CASE_NAMES,
  args: ({ port, limited }) => [
    MOCK_CLI,
    'start',
    ...['--port', String(port)],
    ...['--rate-limit', limited ? LOW_RATE : HIGH_RATE],
  ],
};

/** One of `servers/`: it takes a port, the limit, and the folder that holds its packages. */
function written(title: string, packages: Contender['packages'], server: string): Contender {
  const file = join(ROOT, 'test/.built/bench/throughput/servers', `${server}.js`);
  const args = ({ port, limited, folder }: Setup) => [file, String(port), limited ? '1' : 'Infinity', folder];
  return { title, packages, path: PUSH_PATH, cases: CASE_NAMES, args };
}
