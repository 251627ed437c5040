import type { TestTown } from '../../testing.ts';
import { end, say } from '../adoptions/testing.ts';
import { setUpGroup } from '../groups/testing.ts';
import type { FoundedPartnership } from '../partnerships/testing.ts';
import { insertRole, insertTerm } from '../roles/store.ts';

type Founded = Pick<FoundedPartnership, 'id' | 'facilitator' | 'partners'>;

/** A role that somebody holds, or (without a holder) that waits for somebody. */
export async function addRole(
  town: TestTown,
  { id: partnership }: Pick<Founded, 'id'>,
  title: string,
  person?: string,
): Promise<string> {
  const [since, until] = [await town.inDays(-10), await town.inDays(300)];
  return town.database.system(async (tx) => {
    const texts = { purpose: 'Buys', domain: '', powers: '', duties: '', skills: '', learns: '' };
    const role = await insertRole(tx, partnership, { title, ...texts, stage: '', months: 12, next: null });
    if (person) await insertTerm(tx, { partnership, role, person, since, until });
    return role;
  });
}

/** Sends a form, and says what was wrong where it was refused. */
export async function send(
  town: TestTown,
  path: string,
  form: Record<string, string | string[]>,
  as: string,
): Promise<string> {
  const { status, location, html } = await town.post(path, form, { as });
  if (status !== 303) throw new Error(`${path} ${status} ${html.replace(/<[^>]+>/g, ' ').slice(0, 2_000)}`);
  return location!;
}

/** Adds these rules and puts them to all; all who can say yes, and it is counted. Returns the decision. */
export async function adoptRules(
  town: TestTown,
  founded: Founded,
  rules: readonly Record<string, string>[],
): Promise<string> {
  const at = `/partnerships/${founded.id}/delegation`;
  for (const rule of rules) await send(town, `${at}/rules`, rule, founded.facilitator);
  const decision = await send(town, `${at}/asking`, { review: await town.inDays(90) }, founded.facilitator);
  const leads = founded.partners.map(({ lead }) => lead).filter(Boolean);
  await say(town, decision, Object.fromEntries(leads.map((lead) => [lead, 'yes'])));
  await end(town, decision);
  return decision;
}

/** For the matrix and the guards: rules that hold, some that are being written, and something decided by the lead of the first partner. */
export async function settleDelegation(
  town: TestTown,
  founded: FoundedPartnership,
): Promise<Record<string, string>> {
  const [lead, peer] = founded.partners.map((one) => one.lead) as [string, string];
  const { id } = founded;
  const at = `/partnerships/${id}/delegation`;
  const role = await addRole(town, founded, 'Buyer', lead);
  const circle = await setUpGroup(town, founded, { name: 'Pantry' }, [peer]);
  const food = { kind: 'money', area: 'Buying food' };
  await send(town, `${at}/rules`, { ...food, upTo: '500', who: `role:${role}` }, founded.facilitator);
  await send(town, `${at}/rules`, { ...food, upTo: '5000', who: `group:${circle}` }, founded.facilitator);
  const decision = await send(town, `${at}/asking`, { review: await town.inDays(90) }, founded.facilitator);
  await town.database.outer.query('update adoption set adopted_at = app_now() where decision_id = $1', [
    decision.split('/').at(-1),
  ]);
  const { rows } = await town.database.outer.query(
    'select id from delegation_rule where space_id = $1 and role_id = $2',
    [id, role],
  );
  const limit = rows[0].id;
  const bread = { rule: limit, title: 'Bread', text: 'From the mill.', because: 'It is near', amount: '80' };
  const decided = await send(town, `${at}/decided`, bread, lead);
  await send(town, `${at}/change`, {}, founded.facilitator);
  const written = await town.database.outer.query(
    `select r.id, r.delegation_id from delegation_rule r where r.space_id = $1
       and app_delegation_open(r.delegation_id) order by r.up_to limit 1`,
    [id],
  );
  return {
    ...{ limit, rule: written.rows[0].id, rules: written.rows[0].delegation_id },
    ...{ bydecision: decided.split('/').at(-1)!, buyer: role, pantry: circle },
  };
}
