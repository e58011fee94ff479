import './inspector-page.css';
import { render } from 'preact';
import { InspectorPage } from './inspector-page.js';
import { SyncContext } from './state/context.js';
import { Inspector } from './state/inspector.js';
import { Sync } from './state/sync.js';

const root = document.getElementById('page');
if (root) {
  const sync = new Sync(new Inspector(window));
  sync.start();
  render(
    <SyncContext.Provider value={sync}>
      <InspectorPage />
    </SyncContext.Provider>,
    root,
  );
}
