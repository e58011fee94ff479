import './style/base.css';
import { render } from 'preact';
import { Page } from './page';
import { InspectorContext } from './state/context';
import { Inspector } from './state/inspector';

const root = document.getElementById('page');
if (root) {
  const inspector = new Inspector(window);
  inspector.start();
  render(
    <InspectorContext.Provider value={inspector}>
      <Page />
    </InspectorContext.Provider>,
    root,
  );
}
