import { useEffect, useMemo } from 'preact/hooks';
import { useInspector } from '../state/context.js';
import type { Inspector } from '../state/inspector.js';
import { type Buckets, bucketed } from './buckets.js';
import { throttled } from './throttled.js';

const EVERY_MS = 250;

/** The requests found, counted over time; whatever outcome the list is narrowed to, so that the others stay to be chosen. */
export function useBuckets(): Buckets {
  const inspector = useInspector();
  const inputs = useMemo(() => throttled(() => inputsOf(inspector), EVERY_MS), [inspector]);
  useEffect(() => inputs.stop, [inputs]);
  const { lines, nowMs } = inputs.value.value;
  return useMemo(() => bucketed(lines, nowMs), [lines, nowMs]);
}

function inputsOf({ found, lines, filter, integrationNowMs }: Inspector) {
  return {
    lines: filter.ofStatus(found.value?.summaries ?? lines.all),
    nowMs: integrationNowMs.value,
  };
}
