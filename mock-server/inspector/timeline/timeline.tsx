import { Panel } from '../parts/panel';
import { useWords } from '../state/context';

export function Timeline() {
  const words = useWords().timeline;
  return <Panel title={words.title}>…</Panel>;
}
