import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Words } from '../words/index.js';
import type { Moments } from '../words/moments.js';
import type { Inspector } from './inspector.js';
import type { Sync } from './sync.js';

/** What keeps what the page knows in step with the mock, and thereby all that the page knows. */
export const SyncContext = createContext<Sync | undefined>(undefined);

export function useSync(): Sync {
  const sync = useContext(SyncContext);
  if (!sync) throw new Error('outside of the page');
  return sync;
}

export function useInspector(): Inspector {
  return useSync().inspector;
}

/** The texts of the page in the person's language. */
export function useWords(): Words {
  return useInspector().preferences.words.value;
}

/** How moments are written in the person's language. */
export function useMoments(): Moments {
  return useInspector().preferences.moments.value;
}
