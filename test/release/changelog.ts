/** The versions that have a heading, newest first, as `## 0.2.0 (2026-11-27)`. */
export function released(changelog: string): readonly string[] {
  return [...changelog.matchAll(/^## (\d+\.\d+\.\d+) \(\d{4}-\d\d-\d\d\)$/gm)].map(([, version = '']) => version);
}

/** Whether there is anything to release. */
export function hasUnreleased(changelog: string): boolean {
  return /^## Unreleased\n+(?!## )\S/m.test(changelog);
}

/** What was unreleased is the version's. */
export function dated(changelog: string, version: string, date: string): string {
  return changelog.replace(/^## Unreleased$/m, `## ${version} (${date})`);
}
