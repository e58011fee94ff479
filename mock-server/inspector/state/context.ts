import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Texts } from '../texts/en.js';
import type { TimeFormat } from '../texts/time-format.js';
import type { Inspector } from './inspector.js';
import type { Sync } from './sync.js';

/** Gives every component the state of the page. */
export const SyncContext = createContext<Sync | undefined>(undefined);

export function useSync(): Sync {
  const sync = useContext(SyncContext);
  if (!sync) throw new Error('SyncContext has no value');
  return sync;
}

export function useInspector(): Inspector {
  return useSync().inspector;
}

/** The texts of the page in the chosen language. */
export function useTexts(): Texts {
  return useInspector().preferences.texts.value;
}

export function useTimeFormat(): TimeFormat {
  return useInspector().preferences.timeFormat.value;
}
