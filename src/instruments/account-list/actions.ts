import type { Tx } from '../../platform/database/database.ts';
import { NotFound, Refusal } from '../../platform/http/problems.ts';
import { mayClose } from './access.ts';
import { type Account, findAccount, setStanding } from './store.ts';

/** Closes an account, or opens it again. */
export async function changeStanding(
  tx: Tx,
  city: string,
  id: string,
  standing: 'closed' | 'open',
): Promise<Account> {
  const account = await findAccount(tx, id);
  if (!account) throw new NotFound();
  if (!mayClose(tx.scope, id)) throw new Refusal('own');
  if (await setStanding(tx, id, standing))
    await tx.record({
      space: city,
      kind: standing === 'closed' ? 'account.closed' : 'account.opened',
      subject: id,
      audience: 'facilitator',
    });
  return account;
}
