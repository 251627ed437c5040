import type { Tx } from '../../../platform/database/database.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import { closeReport, findReport, insertReport } from '../store/oversight.ts';
import { findPublished, takeDown } from '../store/publishing.ts';
import { nameLiaison } from '../store/units.ts';

/** "This should not be here": the administrators get the words of the report, not those of the request. */
export async function reportAbuse(
  tx: Tx,
  city: string,
  report: { about: 'request' | 'published'; published?: string; number?: number; reason: string },
): Promise<void> {
  const id = await insertReport(tx, city, report);
  await tx.record({
    space: city,
    kind: 'abuse.reported',
    subject: id,
    audience: 'facilitator',
    content: { about: report.about },
    personal: { reason: report.reason },
  });
}

/** An administrator has looked at a report; a public text may be taken down with it. */
export async function settleReport(
  tx: Tx,
  city: string,
  id: string,
  decision: { closing: string; takeDown: boolean },
): Promise<void> {
  const report = tx.scope.administers ? await findReport(tx, id) : undefined;
  if (!report) throw new NotFound();
  if (report.closedAt) throw new Refusal('reports.closed');
  const taken = decision.takeDown && report.published !== null && (await findPublished(tx, report.published));
  if (taken) await takeDown(tx, taken.id);
  await closeReport(tx, id, decision.closing);
  await tx.record({
    space: city,
    kind: 'abuse.closed',
    subject: id,
    audience: 'facilitator',
    content: { takenDown: Boolean(taken) },
    personal: { closing: decision.closing },
  });
}

/** Says which office answers where nobody knew whom to ask. */
export async function chooseLiaison(tx: Tx, city: string, unit: string): Promise<void> {
  if (!tx.scope.administers) throw new NotFound();
  await nameLiaison(tx, city, unit);
  await tx.record({
    space: city,
    kind: 'liaison.named',
    subject: unit,
    audience: 'public',
    content: { unit },
  });
}
