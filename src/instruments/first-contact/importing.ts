import { z } from 'zod';
import { type Actor, act, openRequest } from '../../mechanisms/request/actions.ts';
import { type Act, acts, type Side } from '../../mechanisms/request/rules.ts';
import { addParticipant, insertRequestSpace } from '../../mechanisms/request/store.ts';
import type { Written } from '../../mechanisms/request/written.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Refusal } from '../../platform/http/problems.ts';
import { newId } from '../../platform/id.ts';
import { key, localised } from '../../platform/import/fields.ts';
import { ImportProblem } from '../../platform/import/read-file.ts';
import type { Importing, ImportSection } from '../../platform/instrument.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';
import { refreshCopy } from './actions/answers.ts';
import { clearImported, findSigner, wasMovedOn } from './store/importing.ts';
import { insertConsent } from './store/requests.ts';
import { findUnit, nameLiaison } from './store/units.ts';

const written = localised(4_000);

const event = z.strictObject({
  /** Before the import. */
  daysAgo: z.number().int().min(0).max(3_650),
  act: z.enum(acts),
  /** The person who did it. */
  by: key,
  /** Of what is sent or forwarded: the organisation that gets it. */
  to: key.optional(),
  note: written.optional(),
  wouldChange: written.optional(),
});

const request = z.strictObject({
  key,
  /** The organisation that asks, and the person who wrote. */
  from: key,
  by: key,
  title: written,
  want: written,
  bring: written,
  ask: written,
  goal: key.optional(),
  neededInDays: z.number().int().min(-3_650).max(3_650).optional(),
  events: z.array(event).min(1, 'Begins with the event "sent"'),
  /** Both sides let everyone read it. */
  public: z.boolean().default(false),
});

const asking: readonly Act[] = [
  'sent',
  'added',
  'counter-accepted',
  'withdrawn',
  'confirmed-done',
  'reopened',
];

/** Requests with all that happened to them, on days before the import. Nobody is told. */
export const requests: ImportSection<z.output<typeof request>> = {
  name: 'requests',
  item: request,
  async load(tx, item, importing) {
    const id = importing.before ?? newId();
    // What people did with it since counts for more than what the file says of it.
    if (importing.before && (await wasMovedOn(tx, id))) return { space: id, subject: id };
    if (importing.before) await clearImported(tx, id);
    else await insertRequestSpace(tx, id, importing.demo);
    const organisation = importing.find('organisations', item.from, 'from');
    await addParticipant(tx, { space: id, organisation, role: 'requester' });
    await replay(tx, id, item, importing, organisation);
    if (item.public) {
      for (const side of ['asker', 'unit'] as const) await insertConsent(tx, id, side, 'public');
      await refreshCopy(tx, id);
    }
    await tx.record({ space: id, kind: 'request.imported', subject: id });
    return { space: id, subject: id };
  },
};

async function replay(
  tx: Tx,
  id: string,
  item: z.output<typeof request>,
  importing: Importing,
  organisation: string,
): Promise<void> {
  const { city, find } = importing;
  const today = dayOf(tx.now, city.timeZone);
  const writer = await findSigner(tx, find('people', item.by, 'by'));
  let unit = '';
  for (const [n, happened] of item.events.entries()) {
    const field = `events.${n}`;
    const side: Side = asking.includes(happened.act) ? 'asker' : 'unit';
    const signer = await findSigner(tx, find('people', happened.by, field));
    const actor: Actor = {
      side,
      person: signer.id,
      organisation: side === 'asker' ? organisation : unit,
      name: signer.name,
    };
    const to = happened.to ? await answering(tx, find('organisations', happened.to, field)) : undefined;
    const circumstances = {
      calendar: city,
      at: new Date(tx.now.getTime() - happened.daysAgo * 86_400_000),
      silent: true,
    };
    if (n === 0) {
      if (happened.act !== 'sent' || !to)
        throw new ImportProblem('The first event is "sent", with "to"', `requests.${field}`, undefined);
      await openRequest(
        tx,
        {
          id,
          kind: 'brief',
          title: item.title as Written,
          want: item.want as Written,
          bring: item.bring as Written,
          ask: item.ask as Written,
          knownBy: {},
          meeting: {},
          goal: item.goal ? find('goals', item.goal, 'goal') : null,
          neededBy: item.neededInDays === undefined ? null : addDays(today, item.neededInDays),
          askerOrganisation: organisation,
          askerPerson: writer.id,
          askerName: writer.name,
          askerGroup: '',
        },
        to,
        actor,
        circumstances,
      );
      unit = to.unit;
      continue;
    }
    try {
      await act(
        tx,
        id,
        actor,
        {
          act: happened.act,
          ...(happened.note && { note: happened.note as Written }),
          ...(happened.wouldChange && { wouldChange: happened.wouldChange as Written }),
          ...(to && { to }),
        },
        circumstances,
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new ImportProblem(
        `"${happened.act}" is not possible here (${error.key})`,
        `requests.${field}`,
        undefined,
      );
    }
    if (to) unit = to.unit;
  }
}

async function answering(tx: Tx, unit: string): Promise<{ unit: string; replyDays: number | null }> {
  return { unit, replyDays: (await findUnit(tx, unit))?.reply_days ?? null };
}

const desk = z.strictObject({ key, organisation: key });

/** Which organisation answers where nobody knew whom to ask. */
export const liaisonDesk: ImportSection<z.output<typeof desk>> = {
  name: 'liaisonDesk',
  item: desk,
  async load(tx, item, { city, find }) {
    const unit = find('organisations', item.organisation, 'organisation');
    await nameLiaison(tx, city.space, unit);
    return { space: unit, subject: unit };
  },
};
