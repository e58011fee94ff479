import './page.css';
import { FidelityView } from './fidelity/fidelity-view.js';
import { Header } from './header/header.js';
import { TokenDialog } from './header/token-dialog.js';
import { Trouble } from './header/trouble.js';
import { InboxView } from './inbox/inbox-view.js';
import { IntegrationList } from './integrations/integration-list.js';
import { OutagePanel } from './outage/outage-panel.js';
import { RequestsView } from './requests/requests-view.js';
import { useInspector, useWords } from './state/context.js';
import { VIEWS, type View } from './state/route.js';

/** The page: integrations and switches beside what came in. */
export function Page() {
  const { route } = useInspector();
  const { slug, view } = route.place;
  return (
    <>
      <Header />
      <Trouble />
      <main>
        <div class="side">
          <IntegrationList />
          {slug !== undefined && <OutagePanel key={slug} />}
        </div>
        <div class="content">
          <Views />
          {view === 'fidelity' ? <FidelityView /> : slug !== undefined && <OfIntegration key={slug} view={view} />}
        </div>
      </main>
      <TokenDialog />
    </>
  );
}

function OfIntegration({ view }: { readonly view: Exclude<View, 'fidelity'> }) {
  return view === 'inbox' ? <InboxView /> : <RequestsView />;
}

function Views() {
  const { route } = useInspector();
  const words = useWords();
  return (
    <nav class="views">
      {VIEWS.map((view) => (
        <button
          key={view}
          type="button"
          aria-current={route.place.view === view ? 'page' : undefined}
          onClick={() => route.go({ view, requestId: undefined })}
        >
          {words.views[view]}
        </button>
      ))}
    </nav>
  );
}
