import { useMemo } from 'preact/hooks';
import type { RateLimit } from '../../src/api/integration-settings.js';
import type { IntegrationSummary } from '../../src/api/integrations.js';
import type { RateLimitStatus } from '../../src/api/rate-limit.js';
import { useInspector, useTexts } from '../state/context.js';
import { formatCountdown, formatDuration } from '../texts/time-format.js';
import { limitStatusAfter } from './limit-status.js';
import { WindowChart } from './window-chart.js';

/** The limit as the mock reported it, and when it was read by the page's clock. */
interface LimitReport {
  readonly limiter: RateLimitStatus | null;
  readonly rateLimit: RateLimit | null;
  readonly readAtMs: number;
}

/** Remaining requests, the window in time, and when the next slot becomes free. */
export function RateLimitGauge({ integration }: { readonly integration: IntegrationSummary }) {
  const texts = useTexts().rateLimit;
  const { limiter, rateLimit, readAtMs } = useLimitReport(integration);
  return (
    <div class="gauge">
      {limiter === null || rateLimit === null ? (
        <p class="muted">{texts.none}</p>
      ) : (
        <LimitDetails slug={integration.slug} limiter={limiter} rateLimit={rateLimit} readAtMs={readAtMs} />
      )}
    </div>
  );
}

/** The newer of two reports: the row in the list of integrations, and the snapshot of the selected integration. */
function useLimitReport(integration: IntegrationSummary): LimitReport {
  const { slug, snapshot } = useInspector();
  const listed = useMemo<LimitReport>(() => ({ ...integration, readAtMs: performance.now() }), [integration]);
  if (slug.value !== integration.slug) return listed;
  const { state, readAtMs } = snapshot.value ?? {};
  if (state?.slug !== integration.slug || readAtMs === undefined || readAtMs < listed.readAtMs) return listed;
  return { limiter: state.limiter, rateLimit: state.settings.rateLimit, readAtMs };
}

interface DetailsProps {
  readonly slug: string;
  readonly limiter: RateLimitStatus;
  readonly rateLimit: RateLimit;
  readonly readAtMs: number;
}

function LimitDetails({ slug, limiter, rateLimit, readAtMs }: DetailsProps) {
  const { rateLimit: texts, locale } = useTexts();
  const status = useLimitStatus(limiter, rateLimit, readAtMs);
  const { limit, remaining, nextSlotMs, isLowerBound } = status;
  const window = formatDuration(rateLimit.windowMs, locale);
  const label = (isLowerBound ? texts.remainingAtLeast : texts.remaining)(remaining, limit, window);
  return (
    <>
      <meter aria-label={texts.title} aria-valuetext={label} min={0} max={limit} value={remaining} title={label} />
      <p>
        {label}, <span class="muted">{texts.algorithms[rateLimit.algorithm]}</span>
      </p>
      <p class="muted">
        {remaining > 0 && texts.allowedNow}
        {remaining > 0 && nextSlotMs !== undefined && '; '}
        {nextSlotMs !== undefined && texts.nextSlot(formatCountdown(nextSlotMs, locale))}
      </p>
      <WindowChart slug={slug} status={status} rateLimit={rateLimit} />
    </>
  );
}

/** Reads the page's clock only while something counts down: the list may be long, and most integrations are idle. */
function useLimitStatus(limiter: RateLimitStatus, rateLimit: RateLimit, readAtMs: number) {
  const { nowMs } = useInspector();
  const status = limitStatusAfter(limiter, rateLimit, performance.now() - readAtMs);
  if (status.remaining === status.limit) return status;
  return limitStatusAfter(limiter, rateLimit, Math.max(nowMs.value, readAtMs) - readAtMs);
}
