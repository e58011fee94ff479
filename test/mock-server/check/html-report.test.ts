import { execFileSync } from 'node:child_process';
import { htmlReport, junitReport } from 'imshop-mock/check';
import { describe, expect, test } from 'vitest';
import { failed, HASTY, HOSTILE, MATRIX, request, result, run, summary, tooMany } from './sample-summary.js';

const MIXED = summary(
  [result('reset'), HASTY, failed('gzip', [HOSTILE]), result('killed', { verdict: 'skipped', findings: ['not here'] })],
  {
    sender: `php ${HOSTILE}`,
    baseline: { known: ['gzip'], fixed: [], blocking: [HASTY.id] },
    ok: false,
    matrix: MATRIX,
  },
);

describe('JUnit', () => {
  const xml = junitReport(MIXED);

  test('is well-formed whatever the sender prints, with a suite for each level', () => {
    const script =
      'import sys,xml.dom.minidom as m;d=m.parseString(sys.stdin.buffer.read());print([[s.getAttribute(a) for a in ("name","tests","failures","skipped")] for s in d.getElementsByTagName("testsuite")])';
    const suites = execFileSync('python3', ['-c', script], { input: xml, encoding: 'utf8' });
    expect(suites.trim()).toBe("[['MUST', '4', '1', '2'], ['matrix', '5', '2', '0']]");
  });

  test('contains findings, known failures as skipped, and the requests', () => {
    expect(xml).toContain(
      '<failure type="failed" message="request 2 came 2388 ms before Retry-After allowed it&#10;3 cus',
    );
    expect(xml).toContain('<skipped message="known failure: ');
    expect(xml).toContain(
      '600 ms: POST for 1000 customers, status 429, rate-limited, not delivered, took 8 ms, Retry-After until 3 s',
    );
    expect(xml).toContain('name="countRejected true, retryAfter off" classname="matrix.limit-used-by-others"');
  });
});

describe('the page', () => {
  const html = htmlReport(MIXED);

  test('has no scripts and no resources from elsewhere', () => {
    expect(html).not.toMatch(/<(script|link|img|iframe|object|base)\b|@import|\bon\w+=|(src|href)=|url\((?!#)/i);
    expect(html).not.toMatch(/https?:\/\//);
  });

  test('shows the output of the sender as text', () => {
    expect(html).toContain(
      '&lt;/pre&gt;&lt;/script&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;??&amp;amp;]]&gt;',
    );
    expect(html).not.toMatch(/[^\P{C}\n]/u);
  });

  test('opens failed scenarios, and lists them first', () => {
    const scenarios = [...html.matchAll(/<details class="scenario (\w+)"( open)?/g)].map(([, mark, open]) => [
      mark,
      open,
    ]);
    expect(scenarios).toEqual([
      ['failed', ' open'],
      ['known', undefined],
      ['skipped', undefined],
      ['passed', undefined],
    ]);
  });

  test('says in words what a matrix shows in colours', () => {
    expect(html).toContain('<li>fails when retryAfter is off and countRejected is true');
    expect(html.match(/class="cell failed"/g)).toHaveLength(2);
  });
});

describe('the timeline', () => {
  const chartOf = (more: Parameters<typeof result>[1]) => htmlReport(summary([result('one', more)]));

  test('flags requests that came too early, shows the pauses and the fullest window', () => {
    const html = chartOf(HASTY);
    expect(html).toContain('⚠ 2.19 s too early');
    expect(html).toContain('Retry-After until 3 s');
    expect(html).toContain('fullest window of 2 s: 13 of 10');
    expect(html).toContain('10 requests by another sender');
    expect(html).toContain('>472 ms</text>');
  });

  test.each([
    { name: 'nothing sent', count: 0, everyMs: 0, says: 'no request' },
    { name: 'one in 50 ms', count: 1, everyMs: 0, says: 'Timeline: 1 request in 50 ms' },
    { name: '12 in a window', count: 12, everyMs: 210, says: 'Timeline: 12 requests in 2.32 s' },
    { name: 'thousands in ten minutes', count: 2000, everyMs: 300, says: '… 1945 more …' },
  ])('$name: drawn within the chart', ({ count, everyMs, says }) => {
    const timeline = Array.from({ length: count }, (_, index) => tooMany(2 + index * everyMs, 1e12));
    const html = chartOf({ timeline, runs: [run(50)] });
    expect(html).toContain(says);
    const xs = [...html.matchAll(/ x="([^"]*)"(?: y="[^"]*" width="([^"]*)")?/g)].map(
      ([, x, width = '0']) => Number(x) + Number(width),
    );
    expect(xs.every((x) => x >= 0 && x <= 1000)).toBe(true);
    expect(html.length).toBeLessThan(100_000);
  });

  test('each start has a lane with its end', () => {
    const killed = run(900, { interrupted: true, end: { type: 'signalled', signal: 'SIGTERM', processesLeft: 0 } });
    const html = chartOf({ runs: [killed, run(2000)], timeline: [request(10), request(12, { by: 'redirected' })] });
    expect(html).toContain('start 1 was terminated by SIGTERM, as planned');
    expect(html).toContain('start 2 exited with 0');
    expect(html).toContain('1 request to the target of a redirect');
  });
});
