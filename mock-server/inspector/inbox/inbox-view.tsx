import { Panel } from '../parts/panel';
import { useWords } from '../state/context';

export function InboxView() {
  const words = useWords().inbox;
  return <Panel title={words.title}>…</Panel>;
}
