/**
 * Whether a query failed because the database could not be reached or went away, and not because of what was
 * asked: then the answer is "try again", and it is nobody's mistake.
 */
export function isAway(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code = '', syscall } = at as { code?: string; syscall?: string };
    if (codes.test(code) || messages.test(at.message)) return true;
    if (code === 'ENOENT' && syscall === 'connect') return true; // its Unix socket is gone
    if (at instanceof AggregateError && at.errors.some(isAway)) return true;
  }
  return false;
}

/**
 * PostgreSQL's classes 08 (connection) and 57P (shutdown, crash, starting up), 53300 (too many connections), and
 * what the operating system says.
 */
const codes = /^(08...|57P0[1-5]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND)$/;

/** What the driver says in words only. */
const messages =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed and is not queryable)/;
