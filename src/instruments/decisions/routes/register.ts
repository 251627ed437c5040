import { listRegister, listRegisterChoices, type RegisterAsked } from '../../../mechanisms/decision/store.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';

const outcomes = ['holds', 'not', 'open'] as const;
/** Words that are looked for at once. */
const mostWords = 8;

/** What somebody looks for in the register, as its address says. */
export function askedIn(page: Page): RegisterAsked & { q: string } {
  const q = page.query('q').trim().slice(0, 200);
  const year = page.query('year');
  return {
    q,
    words: q.split(/\s+/).filter(Boolean).slice(0, mostWords),
    way: page.query('way') || undefined,
    outcome: outcomes.find((one) => one === page.query('outcome')),
    year: /^\d{4}$/.test(year) ? Number(year) : undefined,
  };
}

export async function loadRegister(tx: Tx, page: Page, partnership: string) {
  const { timeZone } = page.city;
  const at = { timeZone, after: page.key('after') };
  return {
    over: await listRegister(tx, partnership, askedIn(page), at),
    choices: await listRegisterChoices(tx, partnership, timeZone),
  };
}
