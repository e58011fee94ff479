import './integration-list.css';
import type { IntegrationSummary } from '../../src/api/integrations.js';
import { RateGauge } from '../gauge/rate-gauge.js';
import { Panel } from '../parts/panel.js';
import { useInspector, useWords } from '../state/context.js';

/** Every integration with its limit, the one used last first. */
export function IntegrationList() {
  const words = useWords().integrations;
  const { integrations, pushUrl } = useInspector();
  const latestFirst = integrations.value.toReversed();
  return (
    <Panel title={words.title}>
      {latestFirst.length === 0 && pushUrl.value !== undefined && (
        <p class="first-push">
          {words.none} {words.howTo} <code>{pushUrl.value}</code>
        </p>
      )}
      {latestFirst.length > 0 && (
        <ul class="integrations">
          {latestFirst.map((integration) => (
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
  const words = useWords().integrations;
  const { route } = useInspector();
  const isCurrent = route.place.slug === integration.slug;
  return (
    <>
      <button
        type="button"
        class="integration"
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => route.go({ slug: integration.slug, requestId: undefined })}
      >
        <strong>{integration.slug}</strong>
        <span class="muted">{words.requests(integration.counters.requests)}</span>
        {!integration.available && <span class="gone">{words.unavailable}</span>}
      </button>
      <RateGauge integration={integration} />
    </>
  );
}
