import { useRef } from 'preact/hooks';
import { DetailPane } from './detail/detail-pane.js';
import { useOpenRequest } from './detail/open-request.js';
import { FidelityView } from './fidelity/fidelity-view.js';
import { ErrorBanner, Header } from './header/header.js';
import { TokenDialog } from './header/token-dialog.js';
import { InboxView } from './inbox/inbox-view.js';
import { IntegrationList } from './integrations/integration-list.js';
import { OutagePanel } from './outage/outage-panel.js';
import { RequestList } from './requests/request-list.js';
import { useInspector, useTexts } from './state/context.js';
import { VIEWS } from './state/router.js';
import { TimelinePanel } from './timeline/timeline-panel.js';

/** The page: integrations and outage controls on the left, one of the views on the right. */
export function InspectorPage() {
  const { router } = useInspector();
  const { slug } = router.route;
  return (
    <>
      <Header />
      <ErrorBanner />
      <main>
        <div class="side">
          <IntegrationList />
          {slug !== undefined && <OutagePanel key={slug} />}
        </div>
        <div class="content">
          <ViewTabs />
          <CurrentView />
        </div>
      </main>
      <TokenDialog />
    </>
  );
}

function ViewTabs() {
  const { router } = useInspector();
  const texts = useTexts();
  return (
    <nav class="views">
      {VIEWS.map((view) => (
        <button
          key={view}
          type="button"
          aria-current={router.route.view === view ? 'page' : undefined}
          onClick={() => router.navigate({ view, requestId: undefined })}
        >
          {texts.views[view]}
        </button>
      ))}
    </nav>
  );
}

function CurrentView() {
  const { slug, view } = useInspector().router.route;
  if (view === 'fidelity') return <FidelityView />;
  if (slug === undefined) return null;
  return view === 'inbox' ? <InboxView key={slug} /> : <RequestsView key={slug} />;
}

function RequestsView() {
  const pane = useRef<HTMLDivElement>(null);
  const openRequest = useOpenRequest(pane);
  return (
    <>
      <TimelinePanel />
      <div class="split">
        <RequestList openId={openRequest.requestId} />
        <DetailPane pane={pane} openRequest={openRequest} />
      </div>
    </>
  );
}
