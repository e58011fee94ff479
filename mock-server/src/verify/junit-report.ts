import { escapeMarkup } from './escape.js';
import type { Outcome, VerifyReport } from './outcome.js';

/** The report as CI reads it: a suite a file, a case an interaction, in the form that Ant gave JUnit. */
export function junitReport({ verifiedAgainst, outcomes }: VerifyReport): string {
  const sources = [...new Set(outcomes.map(({ source }) => source))];
  const suites = sources.map((source) =>
    suite(
      source,
      outcomes.filter((outcome) => outcome.source === source),
    ),
  );
  const head = `<testsuites ${attributes({ name: `pacts against ${verifiedAgainst}`, ...totals(outcomes) })}>`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites, '</testsuites>', ''].join('\n');
}

function suite(name: string, outcomes: readonly Outcome[]): string {
  return [
    `  <testsuite ${attributes({ name, ...totals(outcomes) })}>`,
    ...outcomes.map(testCase),
    '  </testsuite>',
  ].join('\n');
}

function testCase({ description: name, source: classname, verdict, differences, durationMs }: Outcome): string {
  const open = `    <testcase ${attributes({ name, classname, time: durationMs / 1000 })}`;
  if (verdict === 'verified') return `${open}/>`;
  const told = differences.map(({ path, message }) => `${path}: ${message}`).join('\n');
  const failure = `<failure ${attributes({ type: verdict, message: told })}>${escapeMarkup(told)}</failure>`;
  return `${open}>\n      ${failure}\n    </testcase>`;
}

function totals(outcomes: readonly Outcome[]) {
  const failures = outcomes.filter(({ verdict }) => verdict !== 'verified').length;
  return {
    tests: outcomes.length,
    failures,
    time: outcomes.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000,
  };
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}="${escapeMarkup(String(value)).replaceAll('\n', '&#10;')}"`)
    .join(' ');
}
