import { VERSION } from '../../base/version.js';

/** The head that both documents share. */
export function infoOf(title: string, description: string): object {
  const unofficial = 'Unofficial: not made, checked or endorsed by Imshop.';
  return {
    title,
    version: VERSION,
    description: `${unofficial} ${description}`,
    license: { name: 'MIT', identifier: 'MIT' },
  };
}
