import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Contender, PUSH_PATH, type Setup } from './contender.js';

// Each as its users would start it for this endpoint, with its log off. None of them has a limiter, so none has the case of a 429.

/** Given the OpenAPI document that the mock serves of the vendor's endpoint. */
export const prism: Contender = {
  title: 'Prism 5',
  packages: { '@stoplight/prism-cli': '5.16.0' },
  // It takes no notice of the path in `servers`.
  path: '/push',
  cases: ['1-id', '1000-ids', '1000-other-ids', 'invalid'],
  args: ({ port, folder }) => [
    join(folder, 'node_modules/@stoplight/prism-cli/dist/index.js'),
    'mock',
    ...['--host', '127.0.0.1', '--port', String(port), '--multiprocess', 'false', '--verboseLevel', 'silent'],
    join(folder, OPENAPI_FILE),
  ],
};

/** From the same document; it answers 200 to an invalid body too. */
export const mockoon: Contender = {
  title: 'Mockoon 9',
  packages: { '@mockoon/cli': '9.9.0' },
  path: PUSH_PATH,
  cases: ['1-id', '1000-ids', '1000-other-ids'],
  args: ({ port, folder }) => [
    join(folder, 'node_modules/@mockoon/cli/bin/run.js'),
    'start',
    ...['--data', join(folder, OPENAPI_FILE), '--hostname', '127.0.0.1', '--port', String(port)],
    ...['--disable-log-to-file', '--disable-admin-api'],
  ],
};

/** One stub that answers a push; it looks at no body. */
export const mountebank: Contender = {
  title: 'mountebank 2',
  packages: { mountebank: '2.9.1' },
  path: PUSH_PATH,
  cases: ['1-id', '1000-ids', '1000-other-ids'],
  args({ port, sparePort, folder }: Setup) {
    const file = join(folder, 'imposters.json');
    writeFileSync(file, JSON.stringify({ imposters: [imposter(port)] }));
    return [
      join(folder, 'node_modules/mountebank/bin/mb'),
      ...[
        '--configfile',
        file,
        '--pidfile',
        join(folder, 'mb.pid'),
        '--nologfile',
        '--loglevel',
        'error',
        '--localOnly',
      ],
      // Its control API; pushes go to the port of the imposter.
      ...['--port', String(sparePort)],
    ];
  },
};

/** Where the vendor's OpenAPI document lies in the folder of a peer. */
export const OPENAPI_FILE = 'vendor-openapi.json';

function imposter(port: number): object {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', Connection: 'keep-alive' };
  const is = { statusCode: 200, headers, body: '{"success":true}' };
  const stub = { predicates: [{ equals: { method: 'POST', path: PUSH_PATH } }], responses: [{ is }] };
  return { port, host: '127.0.0.1', protocol: 'http', stubs: [stub] };
}
