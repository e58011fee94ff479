import { LOG_LEVELS } from '../api/settings.js';
import { escapeUnseen } from '../base/json-text.js';
import { type Logger, type LogLevel, silentLogger } from '../base/logger.js';

/** How long the first lines wait: loading Pino holds everything up, just when the first requests come in. */
const LOAD_AFTER_MS = 200;

/** Structured log lines on stderr, which steer no terminal. Pino is loaded a moment after the first, so that nothing waits. */
export function pinoLogger(level: LogLevel): Logger {
  if (level === 'silent') return silentLogger;
  const pino = async () => {
    await idle();
    const { default: create } = await import('pino');
    const lines = create.destination({ dest: 2, sync: true });
    return create({ level, timestamp: false }, { write: (line) => void lines.write(escapeUnseen(line)) });
  };
  let loaded: ReturnType<typeof pino> | undefined;
  const writer = (own: keyof Logger) => {
    if (LOG_LEVELS.indexOf(own) > LOG_LEVELS.indexOf(level)) return silentLogger[own];
    return (fields: object, message: string) => {
      const line = { time: Date.now(), ...fields };
      loaded ??= pino();
      void loaded.then((logger) => logger[own](line, message));
    };
  };
  return { debug: writer('debug'), info: writer('info'), warn: writer('warn'), error: writer('error') };
}

/** Resolves after a moment, at the latest when there is nothing else to do: a process that ends says all that it had to say. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    const begin = () => {
      clearTimeout(timer);
      process.off('beforeExit', begin);
      resolve();
    };
    const timer = setTimeout(begin, LOAD_AFTER_MS).unref();
    process.once('beforeExit', begin);
  });
}
