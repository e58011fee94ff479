/** Where a sender posts to, in the OpenAPI document of the emulated endpoint. */
export interface VendorDocument {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, unknown>>;
}

/** The same by the origin that leads the browser to the mock, which a proxy may give another scheme. */
export function pushUrlOf({ servers, paths }: VendorDocument, origin: string): string {
  const url = `${servers[0]?.url}${Object.keys(paths)[0]}`;
  return origin + new URL(url).pathname;
}
