import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Words } from '../words';
import type { Moments } from '../words/moments';
import type { Inspector } from './inspector';

export const InspectorContext = createContext<Inspector | undefined>(undefined);

export function useInspector(): Inspector {
  const inspector = useContext(InspectorContext);
  if (!inspector) throw new Error('outside of the page');
  return inspector;
}

/** The texts of the page in the person's language. */
export function useWords(): Words {
  return useInspector().preferences.words.value;
}

/** How moments are written in the person's language. */
export function useMoments(): Moments {
  return useInspector().preferences.moments.value;
}
