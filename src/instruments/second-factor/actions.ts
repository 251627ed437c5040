import type { Tx } from '../../platform/database/database.ts';
import { NotFound, Refusal } from '../../platform/http/problems.ts';
import { maySettle } from './access.ts';
import type { Change } from './rules.ts';
import { countDeciders, findLoss, insertLoss, moveLoss } from './store/losses.ts';

/** Writes down what became of what signs somebody in; they alone may read it. */
export async function recordChange(
  tx: Tx,
  city: string,
  change: Change,
  person = tx.scope.person!.id,
): Promise<void> {
  await tx.record({
    space: city,
    kind: 'sign-in.changed',
    subject: person,
    audience: 'person',
    audienceId: person,
    content: { change },
  });
}

/** Somebody who has proven password or address, and cannot answer. Runs past the guards, in their name. */
export async function reportLoss(tx: Tx, city: string, reach: string): Promise<void> {
  const person = tx.scope.person!.id;
  if ((await countDeciders(tx, person)) < 2) throw new NotFound();
  const id = await insertLoss(tx, city, person, reach);
  if (!id) return;
  await tx.record({ space: city, kind: 'second-factor.lost', subject: id, audience: 'facilitator' });
}

type Doing = { can: 'checks' | 'agrees' | 'declines'; kind: string };
const doings = {
  check: { can: 'checks', kind: 'second-factor.loss-checked' },
  agree: { can: 'agrees', kind: 'second-factor.loss-agreed' },
  decline: { can: 'declines', kind: 'second-factor.loss-declined' },
} as const satisfies Record<string, Doing>;

/** One of the steps of two administrators. The second yes removes the factor, in the database itself. */
export async function settleLoss(
  tx: Tx,
  city: string,
  id: string,
  step: { does: keyof typeof doings; how?: string },
): Promise<void> {
  const loss = await findLoss(tx, id);
  if (!loss) throw new NotFound();
  const { can, kind } = doings[step.does];
  if (!maySettle(tx.scope, loss)[can])
    throw new Refusal(step.does === 'agree' && loss.checked_by ? 'lost.other' : 'lost.decided');
  const me = tx.scope.person!.id;
  const changes = {
    check: { checked_by: me, checked_at: tx.now, checked_how: step.how ?? '' },
    agree: { agreed_by: me, agreed_at: tx.now },
    decline: { closed_by: me, closed_at: tx.now },
  };
  if (!(await moveLoss(tx, id, changes[step.does]))) throw new Refusal('lost.decided');
  await tx.record({
    space: city,
    kind,
    subject: id,
    audience: 'facilitator',
    personal: { person: loss.person, ...(step.how && { how: step.how }) },
  });
}
