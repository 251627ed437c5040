import {
  type Answer,
  findAnswer,
  listAnswers,
  listEarlier,
} from '../../../mechanisms/sealed-round/answers.ts';
import { findCompared, listMarks, listNotes } from '../../../mechanisms/sealed-round/marks.ts';
import { findNext, listExtensions } from '../../../mechanisms/sealed-round/store.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { type InRound, loadRound } from '../actions.ts';
import { listWithoutPeople } from '../store.ts';
import { ClosedRoundPage } from '../views/closed.tsx';
import { OpenRoundPage } from '../views/open.tsx';

/** The round that the address names. */
export function roundOf(page: Page, tx: Tx): Promise<InRound> {
  return loadRound(tx, page.param('id'), page.param('round'));
}

export function addressOf(page: Page): string {
  return `/partnerships/${page.param('id')}/rounds/${page.param('round')}`;
}

export type Again = {
  /** Which form of the page comes back: `answer`, `also`, `mark`, `note`, or the id of a mark. */
  form: string;
  state: FormState;
  /** What a colleague has saved meanwhile. */
  meanwhile?: Answer | undefined;
};

/** The page of a round as it stands now: envelopes before its opening, answers after it. */
export async function showRound(page: Page, again?: Again) {
  const read = await page.read(async (tx) => {
    const at = await roundOf(page, tx);
    const { round, mine, asked } = at;
    const answer = mine && (await findAnswer(tx, round.id, mine.id));
    if (at.stage === 'open') {
      const before = round.previous ? await listAnswers(tx, round.previous) : [];
      return {
        at,
        opened: {
          answers: await listAnswers(tx, round.id),
          before: new Map(before.map((one) => [one.partner, one])),
          marks: await listMarks(tx, round.id),
          compared: mine && (await findCompared(tx, round.id, mine.id))?.at,
          notes: await listNotes(tx, round.id),
          next: (await findNext(tx, round.id))?.id,
          late: answer && !answer.sealedAt ? answer : undefined,
        },
      };
    }
    const missing = asked.map(({ partner }) => partner);
    return {
      at,
      closed: {
        answer,
        earlier: mine ? await listEarlier(tx, round.id, mine.id) : [],
        before: mine && round.previous ? await findAnswer(tx, round.previous, mine.id) : undefined,
        withoutPeople: await listWithoutPeople(tx, missing),
        extensions: await listExtensions(tx, round.id),
      },
    };
  });
  const { at } = read;
  const answering = again?.form === 'answer' ? again : undefined;
  if (read.closed) {
    return (
      <ClosedRoundPage
        page={page}
        at={at}
        {...read.closed}
        state={answering?.state}
        meanwhile={answering?.meanwhile}
        also={again?.form === 'also' ? again.state : undefined}
      />
    );
  }
  return (
    <OpenRoundPage
      page={page}
      at={at}
      {...read.opened}
      lens={page.query('by') === 'sector' ? 'sector' : 'partner'}
      state={again?.state}
      meanwhile={again?.meanwhile}
      form={again?.form ?? (page.query('words') || undefined)}
    />
  );
}
