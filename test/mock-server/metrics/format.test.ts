import { startMock } from 'imshop-mock';
import { describe, expect, test } from 'vitest';

const PROMETHEUS = 'text/plain; version=0.0.4; charset=utf-8';
const OPENMETRICS = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

describe('the format is the one that the scraper asks for', () => {
  test.each([
    ['nothing', undefined, PROMETHEUS],
    ['anything', '*/*', PROMETHEUS],
    ['OpenMetrics', 'application/openmetrics-text', OPENMETRICS],
    ['OpenMetrics or else', 'text/plain;q=0.5, application/OpenMetrics-Text; version=1.0.0', OPENMETRICS],
    ['OpenMetrics last', 'text/plain, application/openmetrics-text;q=0.5', PROMETHEUS],
    ['anything but OpenMetrics', '*/*, application/openmetrics-text;q=0', PROMETHEUS],
    ['a quality that is none', 'application/openmetrics-text;q=high', PROMETHEUS],
    [
      'what Prometheus 2 does',
      'application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
      OPENMETRICS,
    ],
    [
      'what Prometheus 3 does',
      'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
      OPENMETRICS,
    ],
  ])('%s', async (_, accept, contentType) => {
    await using mock = await startMock();
    // Both formats of one mock: the one must not change what the other says.
    for (const asked of ['application/openmetrics-text', accept]) {
      const response = await fetch(
        `${mock.origin}/_mock/metrics`,
        asked === undefined ? {} : { headers: { accept: asked } },
      );
      const text = await response.text();
      const expected = asked === accept ? contentType : OPENMETRICS;
      expect(response.headers.get('content-type')).toBe(expected);
      expect(text.endsWith('# EOF\n')).toBe(expected === OPENMETRICS);
      expect(text).toContain(
        `# TYPE imshop_mock_requests${expected === OPENMETRICS ? '' : '_total'} counter\nimshop_mock_requests_total{outcome="accepted"} 0\n`,
      );
    }
  });
});
