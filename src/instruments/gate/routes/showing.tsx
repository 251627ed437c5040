import { findAnswer, listAnswers, listEarlier } from '../../../mechanisms/sealed-round/answers.ts';
import { stageOf } from '../../../mechanisms/sealed-round/rules.ts';
import { listExtensions } from '../../../mechanisms/sealed-round/store.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import { loadPartnership } from '../../partnerships/actions.ts';
import type { InRound } from '../../rounds/actions.ts';
import { listWithoutPeople } from '../../rounds/store.ts';
import { listGates, loadGate } from '../actions.ts';
import { listOutcomes } from '../store.ts';
import { GatePage } from '../views/gate.tsx';
import type { Again } from '../views/shown.ts';

/** The gate that the address names. */
export function gateOf(page: Page, tx: Tx): Promise<InRound> {
  return loadGate(tx, page.param('id'), page.param('gate'));
}

export function addressOf(page: Page): string {
  return `/partnerships/${page.param('id')}/gate/${page.param('gate')}`;
}

/** A gate as it stands now, and where each partner stands; the latest where the address names none. */
export async function showGate(page: Page, gate: string | undefined, again?: Again) {
  const read = await page.read(async (tx) => {
    const inside = await loadPartnership(tx, page.param('id'));
    const { mine, partnership } = inside;
    const gates = await listGates(tx, inside);
    const shown = gate ?? gates[0]?.id;
    const at = shown === undefined ? undefined : await loadGate(tx, partnership.id, shown);
    const round = at?.round.id;
    return {
      inside,
      gates,
      at,
      opened: gates.find((one) => stageOf(one, tx.now) === 'open')?.id,
      answer: round && at.mine ? await findAnswer(tx, round, at.mine.id) : undefined,
      earlier: round && mine ? await listEarlier(tx, round, mine.id) : [],
      answers: round && at.stage === 'open' ? await listAnswers(tx, round) : [],
      extensions: round ? await listExtensions(tx, round) : [],
      outcomes: await listOutcomes(tx, partnership.id),
      withoutPeople: await listWithoutPeople(
        tx,
        inside.partners.map(({ id }) => id),
      ),
    };
  });
  return <GatePage page={page} {...read} again={again} />;
}
