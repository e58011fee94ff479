import { LOG_LEVELS, type Logger, type LogLevel, silentLogger } from '../base/logger.js';
import { escapeInvisible } from '../base/text.js';

/** Delay of the first lines: loading Pino would block the first requests. */
const LOAD_AFTER_MS = 200;

/** Writes log lines as JSON to stderr, escaped so that they cannot steer a terminal. Pino is loaded after the first. */
export function pinoLogger(level: LogLevel): Logger {
  if (level === 'silent') return silentLogger;
  const pino = async () => {
    await idle();
    const { default: create } = await import('pino');
    const lines = create.destination({ dest: 2, sync: true });
    return create({ level, timestamp: false }, { write: (line) => void lines.write(escapeInvisible(line)) });
  };
  let loaded: ReturnType<typeof pino> | undefined;
  const writer = (method: keyof Logger) => {
    if (LOG_LEVELS.indexOf(method) > LOG_LEVELS.indexOf(level)) return silentLogger[method];
    return (fields: object, message: string) => {
      const line = { time: Date.now(), ...fields };
      loaded ??= pino();
      void loaded.then((logger) => logger[method](line, message));
    };
  };
  return { debug: writer('debug'), info: writer('info'), warn: writer('warn'), error: writer('error') };
}

/** Resolves after a delay, or when the process is about to end, so that no line is lost. */
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
