/** What a lock screen is to show. */
export interface Pushed {
  readonly title: string;
  readonly summary: string;
  readonly deeplink?: string | undefined;
}
