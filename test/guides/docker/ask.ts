/** Asks the daemon; what it refuses is an error in its words. */
export async function ask(method: string, path: string, body?: string): Promise<unknown> {
  const daemon = process.env['DOCKER_HOST']?.replace('tcp:', 'http:');
  const answer = await fetch(`${daemon}${path}`, { method, ...(body !== undefined && { body }) });
  const text = await answer.text();
  const said: unknown =
    answer.headers.get('content-type') === 'application/json' && text !== '' ? JSON.parse(text) : text;
  if (!answer.ok) throw new Error(String(Reflect.get(Object(said), 'message')));
  return said;
}

/** What a container is asked for with is the daemon's own words. */
export async function createAndStart(name: string | undefined, wanted: object): Promise<string> {
  const query = name === undefined ? '' : `?name=${encodeURIComponent(name)}`;
  const { Id } = (await ask('POST', `/containers/create${query}`, JSON.stringify(wanted))) as { Id: string };
  await ask('POST', `/containers/${Id}/start`);
  return Id;
}

/** As much of a `--format` as is a path of keys: `{{.State.Health.Status}}`. */
export function formatted(template: string, value: unknown): string {
  return template.replace(/\{\{(\.[\w.]+)\}\}/g, (_, path: string) =>
    String(
      path
        .slice(1)
        .split('.')
        .reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), value),
    ),
  );
}

/** `HOST:PORT:CONTAINER` of a published port. */
export function portBindings(published: readonly string[]): object {
  return Object.fromEntries(
    published.map((text) => {
      const [, HostIp, HostPort, inside] = /^([\d.]+):(\d+):(\d+)$/.exec(text) ?? [];
      if (inside === undefined) throw new Error(`--publish ${text}: this stand-in knows ADDRESS:PORT:PORT alone`);
      return [`${inside}/tcp`, [{ HostIp, HostPort }]];
    }),
  );
}

/** The pairs of an env file. */
export function pairsIn(text: string): string[] {
  return text.split('\n').filter((line) => /^\w+=/.test(line));
}
