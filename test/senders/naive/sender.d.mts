export function send(
  mistake: string,
  environment: Readonly<Record<string, string>>,
  print: (text: string) => unknown,
  signal?: AbortSignal,
): Promise<number>;
