export function send(
  mistake: string,
  environment: Readonly<Record<string, string>>,
  tell: (text: string) => unknown,
  signal?: AbortSignal,
): Promise<number>;
