import { join } from 'node:path';
import { ROOT } from '../../workspace/root.js';
import { writeReferencePact } from './write-reference-pact.js';

await writeReferencePact(join(ROOT, 'contracts/pacts'));
