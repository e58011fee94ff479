import { Panel } from '../parts/panel';
import { useWords } from '../state/context';

export function FidelityView() {
  const words = useWords().fidelity;
  return <Panel title={words.title}>…</Panel>;
}
