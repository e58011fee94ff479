/** Bounds of a rule; beyond them a number is a typing error. */
export const MAX_FAULT_MS = 3_600_000;
export const MAX_FAULT_REQUESTS = 1_000_000;
export const MAX_WINDOW_MS = MAX_FAULT_MS * 24;
export const MAX_SIGMA = 5;
export const MAX_STATUS_MESSAGE_LENGTH = 1000;
export const MAX_LOCATION_LENGTH = 2048;
/** An absolute URL or an absolute path, of visible ASCII. */
export const LOCATION = /^(?:https?:\/\/[^/?#]|\/(?!\/))[\x21-\x7e]*$/;
/** Of a scenario or a phase. */
export const MAX_NAME_LENGTH = 100;
export const STATUS_BODIES = ['json', 'html', 'empty'] as const;
/** An integration holds so many rules, and a scenario so many phases. */
export const MAX_RULES = 1000;
