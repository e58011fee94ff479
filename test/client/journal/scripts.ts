import { ANSWER_NAMES, type AnswerName } from './answers.js';

/** The answers of the vendor, request by request; after them it accepts every push. */
export interface Script {
  readonly name?: string;
  readonly answers: readonly AnswerName[];
}

const WRITTEN: Readonly<Record<string, readonly AnswerName[]>> = {
  'all is well': [],
  'an answer is lost': ['ok', 'reset after delivery'],
  'a request is lost': ['reset before delivery', 'ok', 'reset before delivery'],
  'no answer in time': ['no answer', 'ok', 'no answer after delivery'],
  '503, delivered or not': ['503', 'ok', '503 after delivery'],
  'half an answer': ['garbled 200'],
  'out of reach': ['not sent', 'not sent', 'ok', 'not sent'],
  'over the limit': ['429', 'ok', '429', '429'],
  'too large, twice': ['413', '413', 'ok', 'ok', '413'],
  'bad ids': ['bad id', 'ok', 'bad id', 'bad id'],
  'too large, then a bad id, then a reset': ['413', 'bad id', 'reset after delivery', 'ok'],
  'a reset, then too large': ['reset after delivery', '413', 'ok', '503 after delivery'],
  'a reset, then a bad id': ['reset after delivery', 'bad id', 'not sent', 'ok'],
  'a reset, then a bad message': ['reset after delivery', 'bad message'],
  outage: ['503', '503 after delivery', 'reset before delivery', '503', 'no answer', '503'],
  'switched off': ['ok', 'switched off'],
  'a bad message': ['ok', 'bad message'],
};

export const WRITTEN_SCRIPTS: readonly Script[] = Object.entries(WRITTEN).map(([name, answers]) => ({ name, answers }));

const LONGEST_SCRIPT = 8;

/** A random script, in which every second answer accepts the push. */
export function drawnScript(random: () => number): Script {
  const draw = (): AnswerName => {
    const name = ANSWER_NAMES[Math.floor(random() * ANSWER_NAMES.length * 2)];
    return name ?? 'ok';
  };
  const answers = Array.from({ length: 1 + Math.floor(random() * LONGEST_SCRIPT) }, draw);
  return { name: answers.join(', '), answers };
}
