import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import { lockPeople } from '../accounts/store.ts';
import { type Inside, loadPartnership } from '../partnerships/actions.ts';
import { ownersIn } from '../to-dos/actions.ts';
import { readOwner } from '../to-dos/rules.ts';
import type { BenefitInput, CheckInput, Said } from './rules.ts';
import {
  findBenefit,
  insertBenefit,
  insertCheck,
  listChecks,
  setRemoved,
  updateBenefit,
  type WholeBenefit,
} from './store.ts';

/** The room for somebody who may write in it. */
export async function loadForChange(tx: Tx, partnership: string): Promise<Inside> {
  const inside = await loadPartnership(tx, partnership);
  if (!inside.contributes) throw new Forbidden('those who contribute');
  return inside;
}

export async function loadBenefit(tx: Tx, partnership: string, id: string): Promise<WholeBenefit> {
  const found = isId(id) ? await findBenefit(tx, partnership, id) : undefined;
  if (!found) throw new NotFound();
  return found;
}

/** Who checks: somebody who takes part, or a partner that names somebody later. */
async function saidIn(tx: Tx, inside: Inside, { checker, kind: _, ...input }: BenefitInput): Promise<Said> {
  const owner = readOwner(checker)!;
  const { alone, partners } = await ownersIn(tx, inside);
  const partner = partners.find(({ id, people }) =>
    owner.of === 'partner' ? id === owner.id : people.some((one) => one.id === owner.id),
  );
  if (!partner && !alone.some(({ id }) => owner.of === 'person' && id === owner.id))
    throw new Refusal('checker.wanted', 'checker');
  return {
    ...input,
    checkerPartner: partner?.id ?? null,
    checkerPerson: owner.of === 'person' ? owner.id : null,
  };
}

export async function addBenefit(
  tx: Tx,
  partnership: string,
  input: BenefitInput,
  locale: Locale,
): Promise<string> {
  const inside = await loadForChange(tx, partnership);
  const said = await saidIn(tx, inside, input);
  const id = await insertBenefit(tx, partnership, { ...said, kind: input.kind, locale });
  await record(tx, 'added', { partnership, id, claim: said.claim }, { day: said.checkOn });
  return id;
}

/** One that may still be changed or taken back: nobody has checked it yet. */
async function loadUnchecked(tx: Tx, partnership: string, id: string): Promise<WholeBenefit> {
  // A change and a first check come one after the other.
  await lockPeople(tx, partnership);
  const benefit = await loadBenefit(tx, partnership, id);
  if (benefit.checkedAt) throw new Refusal('checked-already');
  return benefit;
}

export async function changeBenefit(
  tx: Tx,
  partnership: string,
  id: string,
  input: BenefitInput,
): Promise<void> {
  const inside = await loadForChange(tx, partnership);
  const before = await loadUnchecked(tx, partnership, id);
  if (before.removedAt) throw new NotFound();
  const said = await saidIn(tx, inside, input);
  await updateBenefit(tx, partnership, before, said);
  await record(tx, 'changed', { partnership, id, claim: said.claim }, { day: said.checkOn });
}

/** Takes back what was claimed, or puts it back. What stands like that already stays so, and is recorded once. */
export async function takeBack(tx: Tx, partnership: string, id: string, removed: boolean): Promise<void> {
  await loadForChange(tx, partnership);
  const { claim } = await loadUnchecked(tx, partnership, id);
  if (await setRemoved(tx, id, removed))
    await record(tx, removed ? 'removed' : 'returned', { partnership, id, claim });
}

/** Records what was found. Who has not seen what somebody else found meanwhile is shown it first. */
export async function checkBenefit(
  tx: Tx,
  partnership: string,
  id: string,
  input: CheckInput,
  locale: Locale,
): Promise<void> {
  await loadForChange(tx, partnership);
  await lockPeople(tx, partnership);
  const benefit = await loadBenefit(tx, partnership, id);
  if (benefit.removedAt) throw new NotFound();
  if ((await listChecks(tx, id)).length !== input.seen) throw new Refusal('checked-meanwhile');
  if (benefit.version !== input.version) throw new Refusal('changed-meanwhile');
  await insertCheck(tx, partnership, id, { ...input, locale });
  await record(
    tx,
    'checked',
    { partnership, id, claim: benefit.claim },
    { verdict: input.verdict, again: input.againOn },
    input.learnt ? { learnt: input.learnt } : {},
  );
}

function record(
  tx: Tx,
  kind: string,
  benefit: { partnership: string; id: string; claim: string },
  content: Record<string, unknown> = {},
  personal: Record<string, unknown> = {},
) {
  return tx.record({
    space: benefit.partnership,
    kind: `benefit.${kind}`,
    subject: benefit.id,
    content,
    personal: { claim: benefit.claim, ...personal },
  });
}
