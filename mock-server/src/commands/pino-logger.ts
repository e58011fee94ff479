import type { Logger, LogLevel } from '../logger.js';
import { silentLogger } from '../logger.js';
import { LOG_LEVELS } from '../options/settings.js';

/** What could steer a terminal, break a line or turn its direction, and that JSON may leave as it is. */
const UNPRINTABLE = /[^\P{C}\n]|[\u2028\u2029]/gu;

/** Structured log lines on stderr. Pino is loaded with the first line that is written, so that starting does not wait. */
export function pinoLogger(level: LogLevel): Logger {
  if (level === 'silent') return silentLogger;
  const pino = () =>
    import('pino').then(({ default: create }) => {
      const stderr = create.destination({ dest: 2, sync: true });
      // Such a character can only stand inside a text, where JSON takes it escaped.
      const write = (line: string) => void stderr.write(line.replace(UNPRINTABLE, escaped));
      return create({ level, serializers: { error: serialized } }, { write });
    });
  let loaded: ReturnType<typeof pino> | undefined;
  const writer = (own: keyof Logger) => {
    if (LOG_LEVELS.indexOf(own) > LOG_LEVELS.indexOf(level)) return silentLogger[own];
    return (fields: object, message: string) => {
      loaded ??= pino();
      void loaded.then((logger) => logger[own](fields, message));
    };
  };
  return { debug: writer('debug'), info: writer('info'), warn: writer('warn'), error: writer('error') };
}

/** An error as a log shows it: without what else hangs on it, such as the body that was being read. */
function serialized(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name: type, message, stack } = error;
  return { type, message, stack, ...('code' in error ? { code: String(error.code) } : {}) };
}

/** As JSON escapes it. */
function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, unit) => {
    return `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`;
  }).join('');
}
