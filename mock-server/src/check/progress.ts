export function startProgress(_t: number, _s: unknown) { return { done: (_r: unknown) => {}, stop: () => {} }; }
