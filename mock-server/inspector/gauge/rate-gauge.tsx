import './rate-gauge.css';
import { useMemo } from 'preact/hooks';
import type { RateLimit } from '../../src/api/integration-settings.js';
import type { IntegrationSummary } from '../../src/api/integrations.js';
import type { RateLimitStatus as Allowance } from '../../src/api/rate-limit.js';
import { durationText } from '../parts/duration.js';
import { useInspector, useWords } from '../state/context.js';
import { standingAfter } from './standing.js';
import { inWholeSeconds } from './whole-seconds.js';
import { WindowChart } from './window-chart.js';

/** What the mock told of a limit, and when by this page's clock. */
interface Told {
  readonly limiter: Allowance | null;
  readonly rateLimit: RateLimit | null;
  readonly atMs: number;
}

/** How much of the limit is left, the window, and when the next request may come. */
export function RateGauge({ integration }: { readonly integration: IntegrationSummary }) {
  const words = useWords().gauge;
  const { limiter, rateLimit, atMs } = useTold(integration);
  return (
    <div class="gauge">
      {limiter === null || rateLimit === null ? (
        <p class="muted">{words.none}</p>
      ) : (
        <Limited slug={integration.slug} limiter={limiter} rateLimit={rateLimit} atMs={atMs} />
      )}
    </div>
  );
}

/** The list is fetched anew when something happens; of the integration that is looked at, more is known. */
function useTold(integration: IntegrationSummary): Told {
  const { slug, seen } = useInspector();
  const listed = useMemo<Told>(() => ({ ...integration, atMs: performance.now() }), [integration]);
  if (slug.value !== integration.slug) return listed;
  const { state, atMs } = seen.value ?? {};
  if (state?.slug !== integration.slug || atMs === undefined || atMs < listed.atMs) return listed;
  return { limiter: state.limiter, rateLimit: state.settings.rateLimit, atMs };
}

interface LimitedProps {
  readonly slug: string;
  readonly limiter: Allowance;
  readonly rateLimit: RateLimit;
  readonly atMs: number;
}

function Limited({ slug, limiter, rateLimit, atMs }: LimitedProps) {
  const { gauge: words, locale } = useWords();
  const standing = useStanding(limiter, rateLimit, atMs);
  const { limit, remaining, nextSlotMs, isAtLeast } = standing;
  const window = durationText(rateLimit.windowMs, locale);
  const left = (isAtLeast ? words.leftAtLeast : words.left)(remaining, limit, window);
  return (
    <>
      <meter aria-label={words.title} aria-valuetext={left} min={0} max={limit} value={remaining} title={left} />
      <p>
        {left}, <span class="muted">{words.algorithms[rateLimit.algorithm]}</span>
      </p>
      <p class="muted">
        {remaining > 0 && words.mayCome}
        {remaining > 0 && nextSlotMs !== undefined && '; '}
        {nextSlotMs !== undefined && words.nextSlot(durationText(inWholeSeconds(nextSlotMs), locale))}
      </p>
      <WindowChart slug={slug} standing={standing} rateLimit={rateLimit} />
    </>
  );
}

/** Follows the clock only while there is something to count down: a list is long, and most of it idle. */
function useStanding(limiter: Allowance, rateLimit: RateLimit, atMs: number) {
  const { nowMs } = useInspector();
  const settled = standingAfter(limiter, rateLimit, performance.now() - atMs);
  if (settled.remaining === settled.limit) return settled;
  return standingAfter(limiter, rateLimit, Math.max(nowMs.value, atMs) - atMs);
}
