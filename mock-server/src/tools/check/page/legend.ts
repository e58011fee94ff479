import { TONES } from './tone.js';

/** What the signs of the charts mean; and the pattern that all charts fill with. */
export function legend(): string {
  const tones = Object.entries(TONES).map(([tone, words]) => `<li>${swatch(`bar ${tone}`)} ${words}`);
  return `<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>
<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch" width="2" height="6"/></pattern>
</defs></svg>
<ul class="legend" aria-label="In the charts">${tones.join('')}<li>${swatch('forbidden')} to be waited, by Retry-After<li>${swatch('band')} the window of the limit that held most</ul>`;
}

function swatch(className: string): string {
  return `<svg class="swatch" viewBox="0 0 16 12" aria-hidden="true"><rect class="${className}" width="16" height="12"/></svg>`;
}
