import { Panel } from '../parts/panel';
import { useWords } from '../state/context';

/** What a lock screen is to show. */
export interface Pushed {
  readonly title: string;
  readonly summary: string;
  readonly deeplink?: string | undefined;
}

/** The push as the lock screens of the phones show it. */
export function LockScreens({ push }: { readonly push: Pushed; readonly receivedAt?: string }) {
  const words = useWords().phone;
  return <Panel title={words.title}>{push.title}</Panel>;
}
