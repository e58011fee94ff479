import { readFileSync, writeFileSync } from 'node:fs';
import { defaultText, SETTINGS, sentenceOf } from './dist/settings/settings.js';

/** Writes the description of each setting into its type declaration, for the hover in editors. The source has it once. */
const DECLARATIONS = new URL('dist/settings/settings.d.ts', import.meta.url);

const declared = readFileSync(DECLARATIONS, 'utf8');
const documented = declared.replace(
  /^( *)(?:\/\*\* .* \*\/\n *)?(readonly (\w+): Setting<)/gm,
  (_, indent, declaration, key) => `${indent}/** ${descriptionOf(key)} */\n${indent}${declaration}`,
);
// Unchanged, the file keeps its time, so that no project which refers to it is built again.
if (documented !== declared) writeFileSync(DECLARATIONS, documented);

function descriptionOf(key) {
  const { kind, default: initial } = SETTINGS[key];
  const value = defaultText(key, initial);
  const shown = value === undefined ? String(initial ?? 'none') : `\`${value}\``;
  // Of a choice the type lists the values.
  const isListed = /^(one of|true or) /.test(kind.allowed);
  const allowed = isListed ? '' : ` ${kind.allowed.charAt(0).toUpperCase()}${kind.allowed.slice(1)}.`;
  return `${sentenceOf(key)}${allowed} Default: ${shown}.`;
}
