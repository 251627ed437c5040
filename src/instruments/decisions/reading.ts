import { insertAcknowledgement, lockDecision } from '../../mechanisms/decision/store.ts';
import type { Recording } from '../../mechanisms/sealed-round/answers.ts';
import { recordingOf, type Told } from '../../mechanisms/sealed-round/recording.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import { isId } from '../../platform/id.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import { findVoice } from '../partnerships/actions/hearing.ts';
import { type DecisionView, loadDecision, type Place } from './actions.ts';

// That partners have read what was written down.

/** Who is to read it: partners that had joined when it ended and are still in, whoever had a voice; and when each has. */
export function readersOf({ joined, decision, statements, acknowledged }: DecisionView) {
  const [last] = statements;
  return joined
    .filter(({ joinedAt }) => joinedAt && joinedAt <= decision.dueAt)
    .map(({ id, name }) => {
      const own = acknowledged.filter(({ partner }) => partner === id);
      return { id, name, read: own.find(({ statement }) => statement === last?.id), before: own[0] };
    });
}

/** What was written down last, for the partner whose word the reader gives; `before` is what that one had read. */
export async function loadReading(tx: Tx, partnership: string, id: string, wanted: string) {
  const at = await loadDecision(tx, partnership, id);
  const [statement] = at.statements;
  if (!statement) throw new NotFound();
  const found = await findVoice(tx, at, isId(wanted) ? wanted : '');
  const reader = readersOf(at).find((one) => one.id === found?.partner.id);
  if (!found || !reader || (wanted && found.partner.id !== wanted))
    throw new Forbidden('those who answer for a partner');
  const known = reader.before?.statement;
  const before = at.statements.find((one) => one.id === known && one.id !== statement.id);
  return { at, statement, reader, recorded: found.recorded, before };
}
export type ReadingView = Awaited<ReturnType<typeof loadReading>>;

/** Throws a Refusal `reading.anew` where it was written down anew since it was shown. */
export async function acknowledge(
  tx: Tx,
  [partnership, id]: readonly [string, string],
  typed: Told & { partner: string; statement: string },
  { timeZone }: Place,
): Promise<void> {
  await lockPeople(tx, partnership);
  // Nobody writes it down anew meanwhile.
  if (isId(id)) await lockDecision(tx, id, false);
  const { at, statement, reader, recorded } = await loadReading(tx, partnership, id, typed.partner);
  if (statement.id !== typed.statement) throw new Refusal('reading.anew');
  const recording = recorded ? recordingOf(typed, dayOf(tx.now, timeZone)) : undefined;
  await noteRead(tx, at, { statement: statement.id, partner: reader.id, recording });
}

/** That a partner has read it, said twice or once. */
export async function noteRead(
  tx: Tx,
  { decision }: Pick<DecisionView, 'decision'>,
  read: { statement: string; partner: string; recording: Recording | undefined },
): Promise<void> {
  if (await insertAcknowledgement(tx, decision.space, read))
    await tx.record({
      ...{ space: decision.space, kind: 'decision.acknowledged', subject: decision.id },
      content: { partner: read.partner, onBehalf: read.recording !== undefined },
      personal: { title: decision.title },
    });
}
