import { escapeMarkup } from '../base/text.js';

/** A case in JUnit's XML format. It has passed if it neither failed nor was skipped. */
export interface JunitCase {
  readonly name: string;
  readonly classname: string;
  readonly durationMs: number;
  readonly failure?: { readonly type: string; readonly message: string };
  /** Why it was not run, or why its failure does not count. */
  readonly skipped?: string;
  readonly output?: string;
}

export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

/** Writes suites as JUnit XML, which CI systems read. */
export function junitXml(name: string, suites: readonly JunitSuite[]): string {
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name, ...totals(all) })}>`,
    ...suites.map(suiteXml),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteXml({ name, cases }: JunitSuite): string {
  return [`  <testsuite ${attributes({ name, ...totals(cases) })}>`, ...cases.map(caseXml), '  </testsuite>'].join(
    '\n',
  );
}

function caseXml({ name, classname, durationMs, failure, skipped, output }: JunitCase): string {
  const open = `    <testcase ${attributes({ name, classname, time: durationMs / 1000 })}`;
  const children = [
    ...(failure ? [`<failure ${attributes(failure)}>${escapeMarkup(failure.message)}</failure>`] : []),
    ...(skipped === undefined ? [] : [`<skipped ${attributes({ message: skipped })}/>`]),
    ...(output ? [`<system-out>${escapeMarkup(output)}</system-out>`] : []),
  ];
  return children.length === 0
    ? `${open}/>`
    : [`${open}>`, ...children.map((child) => `      ${child}`), '    </testcase>'].join('\n');
}

function totals(cases: readonly JunitCase[]) {
  return {
    tests: cases.length,
    failures: cases.filter(({ failure }) => failure).length,
    skipped: cases.filter(({ skipped }) => skipped !== undefined).length,
    time: cases.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000,
  };
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}="${escapeMarkup(String(value)).replaceAll('\n', '&#10;')}"`)
    .join(' ');
}
