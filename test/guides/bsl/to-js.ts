/**
 * Translates as much of 1C's language as the guide uses into JavaScript: functions, `Если`, `Для`, `Попытка`, `Возврат`,
 * expressions. Names keep the case they are written in, which 1C does not mind. Throws where a block is not closed.
 */
export function toJs(source: string): string {
  return source
    .split(/^(?=Функция )/m)
    .map((part) => functionOf(tokensOf(part)))
    .join('\n');
}

const TOKEN = /\/\/[^\n]*|"(?:[^"\n]|"")*"|[\p{L}_][\p{L}\d_]*|\d+|<>|<=|>=|[-+*=<>().,;?[\]]|\s+/gu;

function tokensOf(source: string): string[] {
  const tokens = source.match(TOKEN) ?? [];
  if (tokens.join('') !== source) throw new SyntaxError(`not in the subset: ${source.replace(tokens.join(''), '')}`);
  return tokens.filter((token) => token.trim() !== '' && !token.startsWith('//'));
}

/** Words that end one block, or open one, in JavaScript's. */
const WORDS: Readonly<Record<string, string>> = {
  Функция: 'function ',
  Экспорт: '',
  КонецФункции: '}',
  Если: 'if (',
  ИначеЕсли: '} else if (',
  Тогда: ') {',
  Иначе: '} else {',
  КонецЕсли: '}',
  Цикл: ') {',
  КонецЦикла: '}',
  Попытка: 'try {',
  Исключение: '} catch (error) { raised.push(error);',
  КонецПопытки: '}',
  Возврат: 'return ',
  ВызватьИсключение: 'throw ',
  Новый: 'new ',
  И: '&&',
  Или: '||',
  Истина: 'true',
  Ложь: 'false',
  Неопределено: 'undefined',
  '<>': '!==',
  '?': 'either',
};

const OPENS: Readonly<Record<string, string>> = {
  КонецФункции: 'Функция',
  КонецЕсли: 'Если',
  КонецЦикла: 'Цикл',
  КонецПопытки: 'Попытка',
};

function functionOf(tokens: readonly string[]): string {
  if (tokens.length === 0) return '';
  const head = tokens.indexOf(')');
  const body = tokens.slice(head + 1);
  const params = tokens.slice(0, head);
  const locals = new Set(body.filter((name, index) => isAssigned(body, index) && !params.includes(name)));
  closesAll(tokens);
  const js = [
    ...params.map(wordOf),
    ') {',
    locals.size > 0 ? `let ${[...locals].join(', ')};` : '',
    ...statements(body),
  ];
  return js.join(' ');
}

/** A name at the beginning of a statement, with `=` behind it. */
function isAssigned(tokens: readonly string[], index: number): boolean {
  const before = tokens[index - 1];
  const begins = before === undefined || /^(?:;|Экспорт|Тогда|Иначе|Цикл|Попытка|Исключение)$/.test(before);
  return begins && tokens[index + 1] === '=';
}

function statements(tokens: readonly string[]): string[] {
  return tokens.map((token, index) => {
    const before = tokens[index - 1];
    if (token === '=') return isAssigned(tokens, index - 1) ? '=' : '===';
    // `Для Каждого А Из Б Цикл`
    if (token === 'Для' || token === 'Каждого') return token === 'Для' ? 'for (' : 'const ';
    if (token === 'Из') return ' of ';
    // What is left out between commas.
    if (token === ',' && (before === ',' || before === '(')) return 'undefined,';
    return wordOf(token);
  });
}

function wordOf(token: string): string {
  return token.startsWith('"') ? JSON.stringify(token.slice(1, -1).replaceAll('""', '"')) : (WORDS[token] ?? token);
}

function closesAll(tokens: readonly string[]): void {
  const open: string[] = [];
  for (const token of tokens) {
    const opener = OPENS[token] ?? (token === ')' ? '(' : undefined);
    if (opener !== undefined && open.pop() !== opener) throw new SyntaxError(`${token} closes nothing`);
    if (token === '(' || Object.values(OPENS).includes(token)) open.push(token);
  }
  if (open.length > 0) throw new SyntaxError(`${open.at(-1)} is not closed`);
}
