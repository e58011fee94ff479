import { Panel } from '../parts/panel';
import { useWords } from '../state/context';

export function DetailPane() {
  const words = useWords().detail;
  return <Panel title={words.title}>{words.choose}</Panel>;
}
