import { Panel } from '../parts/panel';
import { useWords } from '../state/context';

export function OutagePanel() {
  const words = useWords().outage;
  return <Panel title={words.title}>…</Panel>;
}
