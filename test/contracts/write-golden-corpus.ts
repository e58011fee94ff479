import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildGoldenCorpus, GOLDEN_FILE, printGoldenCorpus } from './golden-corpus.js';

const corpus = buildGoldenCorpus();
mkdirSync(path.dirname(GOLDEN_FILE), { recursive: true });
writeFileSync(GOLDEN_FILE, printGoldenCorpus(corpus));
process.stdout.write(`${corpus.rows.length} rows in ${GOLDEN_FILE}\n`);
