import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { acts, type Side, stateAfter, states } from '../../mechanisms/request/rules.ts';
import { locales } from '../../platform/i18n/locale.ts';
import { asker, inSettledTown, newMails, people, sendAsMember, town } from './testing.ts';

inSettledTown('de');

const send = (fields = {}) => sendAsMember(town, asker, people.group.id, 'streets', fields);
const who = (side: Side) => (side === 'asker' ? asker : people.streets.contact);
const form = { note: 'Ein Wort', wouldChange: 'Weniger', to: 'mobility', meeting: 'Dienstag' };

/** Which acts lead to each state. */
const ways: Record<string, [Side, string][]> = {
  'with-unit': [],
  'with-asker': [['unit', 'asked-back']],
  countered: [['unit', 'countered']],
  promised: [['unit', 'accepted']],
  declined: [['unit', 'declined']],
  withdrawn: [['asker', 'withdrawn']],
  done: [
    ['unit', 'accepted'],
    ['unit', 'done'],
  ],
  confirmed: [
    ['unit', 'accepted'],
    ['unit', 'done'],
    ['asker', 'confirmed-done'],
  ],
};

it('a text in another language than the page says which one it is in', async () => {
  const id = await send({ language: 'en' });
  const { html } = await town.get(`/requests/${id}`, { as: asker, locale: 'de' });
  expect(html).toMatch(/<h1[^>]*><span lang="en">/);
  expect(html).toMatch(/<blockquote lang="en">[\s\S]*?Auf Englisch geschrieben/);
  expect((await town.get(`/requests/${id}`, { as: asker })).html).not.toContain('Written in');
});

describe('every state of a request', () => {
  it.each(states)(
    '%s: has its pages and mails for both sides, in every language, and refuses what is not possible',
    async (state) => {
      const id = await send();
      for (const [side, act] of ways[state]!) {
        expect((await town.post(`/requests/${id}/acts/${act}`, form, { as: who(side) })).status).toBe(303);
      }
      const mails = await newMails(town);
      for (const mail of mails.all) {
        const german = mail.to[0]!.address === 'group.lead@people.test';
        if (german) expect(mail.text).toContain('Sie bekommen diese E-Mail');
        expect(mail.text).not.toMatch(/undefined|\{/);
      }
      for (const side of ['asker', 'unit'] as const) {
        for (const locale of locales) {
          const page = await town.get(`/requests/${id}`, { as: who(side), locale });
          expect(page.status).toBe(200);
          for (const act of [...acts, 'meeting'] as const) {
            if (act === 'sent') continue;
            const real = act === 'meeting' ? 'asked-back' : act;
            const possible = stateAfter(state, side, real) !== undefined;
            const shown = await town.get(`/requests/${id}/acts/${act}`, { as: who(side), locale });
            expect(shown.status, `${side} ${act}`).toBe(possible ? 200 : 303);
            if (!possible && locale === 'de') {
              const tried = await town.post(`/requests/${id}/acts/${act}`, form, { as: who(side), locale });
              expect([404, 422], `${side} ${act}`).toContain(tried.status);
            }
          }
          expect((await town.get(`/requests/${id}/acts/sent`, { as: who(side) })).status).toBe(404);
        }
      }
      expect((await town.get('/desk', { as: asker, locale: 'de' })).status).toBe(200);
      expect((await town.get('/desk', { as: people.streets.contact })).status).toBe(200);
    },
  );
});

/** How many statements a page needs: the fewest of some tries, because the sealer works beside it. */
async function statementsFor(path: string, as: string): Promise<number> {
  const tries: number[] = [];
  for (let n = 0; n < 5; n += 1) tries.push(await statementsOnce(path, as));
  return Math.min(...tries);
}

async function statementsOnce(path: string, as: string): Promise<number> {
  const { query } = pg.Client.prototype;
  let count = 0;
  pg.Client.prototype.query = function (this: pg.Client, ...args: never[]) {
    count += 1;
    return (query as (...given: never[]) => never).apply(this, args);
  } as typeof query;
  try {
    expect((await town.get(path, { as })).status).toBe(200);
  } finally {
    pg.Client.prototype.query = query;
  }
  return count;
}

describe('the number of statements', () => {
  it('is the same for one request and for many, and for a short history and a long one', async () => {
    const id = await send();
    await newMails(town);
    const before = [
      await statementsFor('/requests', who('unit')),
      await statementsFor('/desk', who('unit')),
      await statementsFor(`/requests/${id}`, who('unit')),
    ];
    for (let n = 0; n < 5; n += 1) {
      await send();
      await town.post(`/requests/${id}/acts/added`, { note: `${n}: ${'lang '.repeat(400)}` }, { as: asker });
    }
    await newMails(town);
    const after = [
      await statementsFor('/requests', who('unit')),
      await statementsFor('/desk', who('unit')),
      await statementsFor(`/requests/${id}`, who('unit')),
    ];
    expect(after).toEqual(before);
  });
});
