import { listDocumentsOfSteps } from '../../../mechanisms/living-document/store.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/id.ts';
import { listVacant, type Partner } from '../../partnerships/store.ts';
import { countRoles } from '../../roles/store.ts';
import { countOpen } from '../../to-dos/store.ts';
import { type Check, type Foundation, foundations } from '../rules.ts';
import './tables.ts';

/** What each partner has ticked last. */
export function listChecks(tx: Tx, partnership: string) {
  return tx.db
    .selectFrom('transition_check as c')
    .leftJoin('person as by', 'by.id', 'c.by_person')
    .distinctOn('c.partner_id')
    .select(['c.partner_id as partner', 'c.ticked', 'c.recorded', 'c.at', 'by.name as byName'])
    .where('c.space_id', '=', partnership)
    .orderBy('c.partner_id')
    .orderBy('c.at', 'desc')
    .orderBy('c.id', 'desc')
    .execute();
}

export async function insertCheck(
  tx: Tx,
  partnership: string,
  check: { partner: string; ticked: readonly Check[]; recorded: boolean },
): Promise<void> {
  await tx.db
    .insertInto('transition_check')
    .values({
      id: newId(),
      space_id: partnership,
      audience_id: null,
      partner_id: check.partner,
      ticked: [...check.ticked],
      recorded: check.recorded,
      by_person: tx.scope.person?.id ?? null,
    })
    .execute();
}

/** What is in place, as the house knows it. */
export async function countInPlace(
  tx: Tx,
  partnership: string,
  { partners, today }: { partners: readonly Partner[]; today: string },
) {
  const documents = await listDocumentsOfSteps(tx, partnership);
  const since = (element: Foundation): Date | null => {
    const agreed = documents.flatMap((one) =>
      one.element === element && one.agreedAt ? [one.agreedAt] : [],
    );
    return agreed.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null;
  };
  const vacant = await listVacant(tx, partnership);
  return {
    texts: foundations.map((element) => ({ element, since: since(element) })),
    roles: await countRoles(tx, partnership),
    withoutLead: partners.filter(({ id }) => vacant.has(id)).map(({ name }) => name),
    toDos: await countOpen(tx, partnership, today),
  };
}
