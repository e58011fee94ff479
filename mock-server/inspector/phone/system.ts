export const SYSTEMS = ['ios', 'android'] as const;

/** Whose lock screen it is. */
export type System = (typeof SYSTEMS)[number];
