// A sender with one classic mistake, otherwise correct: `node send.mjs MISTAKE`; `none` makes no mistake.
import { send } from './sender.mjs';

const [mistake] = process.argv.slice(2);
process.exitCode = await send(mistake, process.env, (text) => process.stderr.write(text));
