import type { Tx } from '../../platform/database/database.ts';
import type { Ending } from './links.ts';
import { fieldOf, type Rhythm, rhythms, usual } from './rules.ts';
import { findChoices, passTurn, saveChoice, saveChoiceIn } from './store.ts';

export { endingPath } from './links.ts';

export type Choice = { rhythm: Rhythm; hour: number } & Record<string, unknown>;

const readRhythm = (value: unknown): Rhythm | null => rhythms.find((one) => one === value) ?? null;

/** How the reader wants to be told from now on: of everything, and of each partnership that the form names. */
export async function choose(tx: Tx, city: string, choice: Choice): Promise<void> {
  const { rhythm, hour } = choice;
  await saveChoice(tx, city, { rhythm, hour });
  const { partnerships } = await findChoices(tx);
  for (const { id, rhythm: before } of partnerships) {
    const field = fieldOf(id);
    if (!(field in choice)) continue;
    const wanted = readRhythm(choice[field]);
    if (wanted !== before) await saveChoiceIn(tx, id, wanted);
  }
}

/** How somebody whom a link names is told now, of what the link is about. */
export async function findEnding(tx: Tx, { partnership }: Ending) {
  const choices = await findChoices(tx);
  const one = choices.partnerships.find(({ id }) => id === partnership);
  // Who has left is told nothing of it any more.
  const rhythm = !partnership ? choices.rhythm : one ? (one.rhythm ?? choices.rhythm) : 'never';
  return { rhythm, own: partnership ? (one?.rhythm ?? null) : choices.rhythm, name: one?.name ?? '' };
}

/**
 * Ends mails, or undoes that. `back` says how it was before: the rhythm, empty where it was as for everything, and
 * after it `id:rhythm` of each partnership that had its own. Returns the same for the way back.
 */
export async function setEnding(
  tx: Tx,
  city: string,
  { partnership }: Ending,
  back: string | undefined,
): Promise<{ before: string }> {
  const { rhythm, partnerships } = await findChoices(tx);
  const [first = '', ...others] = (back ?? 'never').split(',');
  if (partnership) {
    const one = partnerships.find(({ id }) => id === partnership);
    if (!one) return { before: '' };
    await saveChoiceIn(tx, partnership, readRhythm(first));
    await passTurn(tx, city);
    return { before: one.rhythm ?? '' };
  }
  // No more of all means of all: what was chosen for one partnership ends as well.
  for (const one of partnerships) {
    const own = others.find((other) => other.startsWith(`${one.id}:`))?.split(':')[1];
    const wanted = back === undefined ? null : (readRhythm(own) ?? one.rhythm);
    if (wanted !== one.rhythm) await saveChoiceIn(tx, one.id, wanted);
  }
  await saveChoice(tx, city, { rhythm: readRhythm(first) ?? usual.rhythm });
  const own = partnerships.flatMap((one) => (one.rhythm ? [`${one.id}:${one.rhythm}`] : []));
  return { before: [rhythm, ...own].join(',') };
}
