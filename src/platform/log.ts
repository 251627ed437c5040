import { type Logger, pino } from 'pino';

/** The program's log: lines of JSON without personal data. */
export function openLog(level: string, to?: NodeJS.WritableStream): Logger {
  const options = { level, serializers: { err: plainError } };
  return to ? pino(options, to) : pino(options);
}

/** What helps to find a fault. A database's error carries rows in its `detail`, and what was typed in some of its messages. */
function plainError(error: Error & { code?: string }): Record<string, unknown> {
  const typed = /^22/.test(error.code ?? '');
  return {
    type: error.constructor.name,
    code: error.code,
    message: typed ? 'a value that does not fit its type' : error.message,
    stack: error.stack?.split('\n').slice(1).join('\n'),
  };
}
