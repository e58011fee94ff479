import { describe, expect, it } from 'vitest';
import * as server from './wire-state/failing-servers.js';
import { postInChild } from './wire-state/post-in-child.js';
import * as proxy from './wire-state/proxies.js';
import { plain, tls } from './wire-state/recording-server.js';
import { closedPort } from './wire-state/unreachable-targets.js';

const never = new AbortController();

const TIMEOUT_MS = 20_000;

const SHORT_MS = 50;

const TRANSPORTS = ['node', 'fetch'] as const;

const ACCEPTED = { type: 'answered', status: 200, resent: false };

/** Since Node 22.21 and 24.5, not in Node 20. */
const readsProxiesFromEnv = process.allowedNodeEnvironmentFlags.has('--use-env-proxy');

const through = (proxyUrl: string) => ({ NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: new URL(proxyUrl).origin });

describe.skipIf(!readsProxiesFromEnv).each(TRANSPORTS)(
  'through a proxy that a new Node reads from the environment: %s',
  (transport) => {
    it(
      'is answered, and then sent and not answered',
      async () => {
        await using good = await tls(server.accepts)(never);
        await using bad = await tls(server.endsAfterRequest)(never);
        await using tunnel = await plain(proxy.tunnels)(never);
        const results = await postInChild(transport, [good.url, bad.url], through(tunnel.url));
        expect(results).toMatchObject([ACCEPTED, { type: 'sent', resent: false }]);
        expect(bad.sawRequest).toBe(true);
      },
      TIMEOUT_MS,
    );

    it.each([
      ['resets the tunnel before TLS', proxy.resetsTunnel],
      ['ends the tunnel before TLS', proxy.endsTunnel],
      ['refuses the tunnel', proxy.refusesTunnel],
    ])(
      'is not sent if the proxy %s',
      async (_, fails) => {
        await using good = await tls(server.accepts)(never);
        await using unreached = await tls(server.accepts)(never);
        await using tunnel = await plain(proxy.tunnelsOnce(fails))(never);
        const results = await postInChild(transport, [good.url, unreached.url], through(tunnel.url));
        expect(results).toMatchObject([ACCEPTED, { type: 'not-sent' }]);
        expect(unreached.sawRequest).toBe(false);
      },
      TIMEOUT_MS,
    );

    it(
      'is not sent if there is no proxy',
      async () => {
        await using nothing = await closedPort('127.0.0.1')(never);
        const results = await postInChild(transport, ['https://localhost/'], through(nothing.url));
        expect(results).toMatchObject([{ type: 'not-sent', code: 'ECONNREFUSED' }]);
      },
      TIMEOUT_MS,
    );
  },
);

it.skipIf(!readsProxiesFromEnv)(
  'is not sent if the proxy of a new Node does not answer, and does not keep the process alive',
  async () => {
    await using silent = await plain(server.saysNothing)(never);
    const results = await postInChild('node', ['https://localhost/'], through(silent.url), SHORT_MS);
    expect(results).toMatchObject([{ type: 'not-sent', message: `no connection within ${SHORT_MS} ms` }]);
  },
  TIMEOUT_MS,
);

it(
  'is not sent by fetch if a trusted certificate is for another name',
  async () => {
    await using good = await tls(server.accepts)(never);
    await using misnamed = await tls(server.accepts, 'https://127.0.0.1')(never);
    const notSent = { type: 'not-sent', code: 'ERR_TLS_CERT_ALTNAME_INVALID' };
    const results = await postInChild('fetch', [misnamed.url, good.url, misnamed.url]);
    expect(results).toMatchObject([notSent, ACCEPTED, notSent]);
    expect(misnamed.sawRequest).toBe(false);
  },
  TIMEOUT_MS,
);
