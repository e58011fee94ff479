import './integrations.css';
import type { IntegrationSummary } from '../../src/api/integrations.js';
import { Panel } from '../components/panel.js';
import { useInspector, useTexts } from '../state/context.js';
import { RateLimitGauge } from './rate-limit-gauge.js';

/** All integrations with their rate limits, most recently used first. */
export function IntegrationList() {
  const texts = useTexts().integrations;
  const { integrations, pushUrl } = useInspector();
  const newestFirst = integrations.value.toReversed();
  return (
    <Panel title={texts.title}>
      {newestFirst.length === 0 && pushUrl.value !== undefined && (
        <p class="first-push">
          {texts.none} {texts.sendFirst} <code>{pushUrl.value}</code>
        </p>
      )}
      {newestFirst.length > 0 && (
        <ul class="integrations">
          {newestFirst.map((integration) => (
            <li key={integration.slug}>
              <IntegrationItem integration={integration} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function IntegrationItem({ integration }: { readonly integration: IntegrationSummary }) {
  const texts = useTexts().integrations;
  const { router } = useInspector();
  const isSelected = router.route.slug === integration.slug;
  return (
    <>
      <button
        type="button"
        class="integration"
        aria-current={isSelected ? 'true' : undefined}
        onClick={() => router.navigate({ slug: integration.slug, requestId: undefined })}
      >
        <strong>{integration.slug}</strong>
        <span class="muted">{texts.requests(integration.counters.requests)}</span>
        {!integration.available && <span class="unavailable">{texts.unavailable}</span>}
      </button>
      <RateLimitGauge integration={integration} />
    </>
  );
}
