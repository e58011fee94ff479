import { spawnSync } from 'node:child_process';

/** Headers of a message: iterated as pairs, as 1C iterates a `Соответствие`. */
class Pairs extends Map<string, unknown> {
  readonly Получить = (key: string) => this.get(key);
  readonly Вставить = (key: string, value: unknown) => this.set(key, value);
  readonly pairs = () => [...this].map(([Ключ, Значение]) => ({ Ключ, Значение }));
}

class List extends Array<unknown> {
  Добавить(value: unknown): void {
    this.push(value);
  }
  Количество(): number {
    return this.length;
  }
}

class Structure {
  [key: string]: unknown;
  constructor(keys: string, ...values: readonly unknown[]) {
    keys.split(', ').forEach((key, index) => {
      this[key] = values[index];
    });
    // As of 1C, no key of it: it is not written as JSON.
    Object.defineProperty(this, 'Вставить', {
      value: (key: string, value: unknown) => Object.assign(this, { [key]: value }),
    });
  }
}

class Request {
  readonly Заголовки = new Pairs();
  body = '';
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }
  УстановитьТелоИзСтроки(text: string, encoding: string, mark: string): void {
    this.body = (mark === 'none' ? '' : '\ufeff') + Buffer.from(text, 'utf8').toString(encoding as BufferEncoding);
  }
}

/** By curl, since 1C waits for the answer in the same line. */
class Connection {
  readonly #origin: string;
  readonly #timeoutS: number;
  constructor(
    host: string,
    port: number,
    _user: unknown,
    _password: unknown,
    _proxy: unknown,
    timeoutS: number,
    tls: unknown,
  ) {
    this.#origin = `${tls === undefined ? 'http' : 'https'}://${host}:${port}`;
    this.#timeoutS = timeoutS;
  }
  ОтправитьДляОбработки({ path, body, Заголовки }: Request) {
    const headers = Заголовки.pairs().flatMap(({ Ключ, Значение }) => ['-H', `${Ключ}: ${Значение}`]);
    const args = ['-s', '-i', '-m', String(this.#timeoutS), ...headers, '--data-binary', '@-', this.#origin + path];
    const { status, stdout } = spawnSync('curl', args, { input: body, encoding: 'utf8' });
    if (status !== 0) throw new Error(`curl exits with ${status}`);
    const [head = '', text = ''] = stdout.split('\r\n\r\n', 2);
    const [first = '', ...lines] = head.split('\r\n');
    const answered = new Pairs(lines.map((line) => line.split(': ', 2) as [string, string]));
    return {
      КодСостояния: Number(first.split(' ')[1]),
      Заголовки: answered.pairs(),
      ПолучитьТелоКакСтроку: () => text,
    };
  }
}

class Json {
  text = '';
  УстановитьСтроку(text: string): void {
    this.text = text;
  }
  Закрыть(): string {
    return this.text;
  }
}

/** What the guide's module takes of 1C's platform. */
export function platform(pushUrl: string): Record<string, unknown> {
  const raised: unknown[] = [];
  return {
    raised,
    either: (condition: boolean, yes: unknown, no: unknown) => (condition ? yes : no),
    ИнформацияОбОшибке: () => raised.at(-1),
    КраткоеПредставлениеОшибки: String,
    Константы: { АдресИмшоп: { Получить: () => pushUrl } },
    КодировкаТекста: { UTF8: 'utf8' },
    ИспользованиеByteOrderMark: { НеИспользовать: 'none' },
    ПереносСтрокJSON: { Нет: 'none' },
    Символы: { НПП: '\u00a0' },
    Массив: List,
    Структура: Structure,
    HTTPЗапрос: Request,
    HTTPСоединение: Connection,
    ЗащищенноеСоединениеOpenSSL: Object,
    СертификатыУдостоверяющихЦентровОС: Object,
    ПараметрыЗаписиJSON: Object,
    ЗаписьJSON: Json,
    ЧтениеJSON: Json,
    ЗаписатьJSON: (json: Json, value: unknown) => json.УстановитьСтроку(JSON.stringify(value)),
    ПрочитатьJSON: ({ text }: Json) => new Pairs(Object.entries(JSON.parse(text) as object)),
    Тип: (name: string) => name,
    ТипЗнч: (value: unknown) => (typeof value === 'number' ? 'Число' : 'Строка'),
    Формат: (value: number, format: string) => (format === 'ЧГ=0' ? String(value) : value.toLocaleString('ru')),
    Число: Number,
    НРег: (text: string) => text.toLowerCase(),
    Лев: (text: string, length: number) => text.slice(0, length),
    Сред: (text: string, from: number) => text.slice(from - 1),
    СтрДлина: (text: string) => text.length,
    СтрНайти: (text: string, sought: string) => text.indexOf(sought) + 1,
    СтрНачинаетсяС: (text: string, start: string) => text.startsWith(start),
    СтрРазделить: (text: string, separators: string) =>
      List.from(text.split(new RegExp(`[${separators.replace(/[-\\\]^]/g, '\\$&')}]`))),
    СтрСоединить: (texts: readonly string[], separator: string) => texts.join(separator),
  };
}
