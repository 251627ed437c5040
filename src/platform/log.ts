import { type Logger, pino } from 'pino';

/** The program's log: lines of JSON without personal data. */
export function openLog(level: string, to?: NodeJS.WritableStream): Logger {
  const options = { level, serializers: { err: plainError } };
  return to ? pino(options, to) : pino(options);
}

function plainError(error: Error & { code?: string }): Record<string, unknown> {
  return {
    type: error.constructor.name,
    code: error.code,
    message: problemOf(error),
    stack: error.stack?.split('\n').filter(isFrame).join('\n'),
  };
}

const isFrame = (line: string) => /^\s+at /.test(line);

/**
 * What an error says, without what is personal: for the log, and for what administrators are shown. A
 * database's error carries rows in its `detail` and what was typed in some messages; a mail server names
 * the address that it refuses.
 */
export function problemOf(error: unknown): string {
  const { code, message } = error instanceof Error ? (error as Error & { code?: string }) : {};
  if (/^22/.test(code ?? '')) return 'a value that does not fit its type';
  return (message ?? 'an error without a message')
    .replaceAll(/[^\s<>"'(:;,]+@[^\s<>"'):;,]+/g, '…')
    .slice(0, 500);
}
