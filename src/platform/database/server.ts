import pg from 'pg';
import { ConfigProblem } from '../../config.ts';

/** By what name the program's own connections go, so that a command can tell whether it runs. */
export const programName = 'samvirke';

/** PostgreSQL 15, the oldest we run on. */
const oldestServer = 150_000;

/** @throws ConfigProblem if there is no such database, or it is too old. `named` is where its address stands. */
export async function checkServer(connection: pg.ClientConfig, named = 'DATABASE_URL'): Promise<void> {
  const client = new pg.Client(connection);
  try {
    await client.connect();
    const { rows } = await client.query("select current_setting('server_version_num')::int as version");
    if (rows[0].version < oldestServer) {
      throw new ConfigProblem('The database server is older than PostgreSQL 15.');
    }
  } catch (error) {
    if (error instanceof ConfigProblem) throw error;
    throw new ConfigProblem(
      `The database of ${named} cannot be reached: ${(error as Error).message || 'no answer'}.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}
