import './style/base.css';
import { render } from 'preact';
import { Page } from './page';
import { SyncContext } from './state/context';
import { Inspector } from './state/inspector';
import { Sync } from './state/sync';

const root = document.getElementById('page');
if (root) {
  const sync = new Sync(new Inspector(window));
  sync.start();
  render(
    <SyncContext.Provider value={sync}>
      <Page />
    </SyncContext.Provider>,
    root,
  );
}
