import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

const counting = new AsyncLocalStorage<string[]>();
let counted = false;

/** Every statement that the work sends to the database; what others send meanwhile is not counted. */
export async function queriesOf(work: () => Promise<unknown>): Promise<string[]> {
  if (!counted) {
    counted = true;
    const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
    pg.Client.prototype.query = function (this: unknown, ...args: unknown[]) {
      const [first] = args as [string | { text?: string }];
      counting.getStore()?.push(typeof first === 'string' ? first : (first?.text ?? ''));
      return query.apply(this, args);
    } as never;
  }
  const sent: string[] = [];
  await counting.run(sent, work);
  return sent;
}
