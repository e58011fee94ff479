import type { Logger, LogLevel } from '../logger.js';
import { silentLogger } from '../logger.js';
import { LOG_LEVELS } from '../options/settings.js';
import { escapeUnseen } from '../printing/json-text.js';

/** Structured log lines on stderr, which steer no terminal. Pino is loaded with the first line that is written, so that starting does not wait. */
export function pinoLogger(level: LogLevel): Logger {
  if (level === 'silent') return silentLogger;
  const pino = () =>
    import('pino').then(({ default: create }) => {
      const lines = create.destination({ dest: 2, sync: true });
      return create({ level }, { write: (line) => void lines.write(escapeUnseen(line)) });
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
