import { Panel } from '../parts/panel';
import { useInspector, useWords } from '../state/context';

export function RequestList() {
  const words = useWords();
  const { listed, route } = useInspector();
  return (
    <Panel title={words.requests.title}>
      <ol>
        {listed.value
          .slice(-50)
          .toReversed()
          .map((line) => (
            <li key={line.requestId}>
              <button type="button" onClick={() => route.go({ requestId: line.requestId })}>
                {words.outcomes[line.outcome]} {line.title}
              </button>
            </li>
          ))}
      </ol>
    </Panel>
  );
}
