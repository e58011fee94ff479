import { useInspector } from '../state/context.js';
import { maskedText } from './mask.js';

/** What makes a text fit to be shown: without phone numbers, until the person asks for them. */
export function useMask(): (text: string) => string {
  const { preferences } = useInspector();
  return preferences.isUnmasked.value ? (text) => text : maskedText;
}
