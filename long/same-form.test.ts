// A form that arrives fifty times at once, as by an impatient hand or a bad line, has one effect and one answer; with
// the same key and other words it is refused. Of the real program, on both databases.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noteFigure } from '../bin/figures.ts';
import { newId } from '../src/platform/id.ts';
import { onDatabase } from './evidence.ts';
import { openPlaces, type Places, type Settings } from './places.ts';
import { type Program, startProgram } from './program.ts';
import { answers, askAll, facilitates, signedIn } from './sample-round.ts';
import { inTwoMonths, spaceOf } from './storm.ts';
import type { Visitor } from './visitor.ts';

const times = 50;

let places: Places;
beforeAll(async () => {
  places = await openPlaces('same-form');
});
afterAll(() => places?.close());

type Form = { path: string; form: Record<string, string>; other: Record<string, string>; count: string };

async function request(by: Visitor): Promise<Form> {
  const title = `Request ${newId()}`;
  const begin = { to: 'streets', title, want: 'A bench', bring: 'Wood' };
  const begun = await by.post('/briefs', begin);
  const brief = `/briefs/${begun.location!.split('/')[2]}`;
  await by.post(`${brief}/steps/ask`, { ask: 'A place', neededBy: inTwoMonths(), meet: 'no' });
  await by.post(`${brief}/steps/writer`, { language: 'en' });
  return {
    path: `${brief}/sending`,
    form: {},
    other: { note: 'other words' },
    count: `select count(*)::int as n from request where title->>'en' = '${title}'`,
  };
}

async function invitation(by: Visitor): Promise<Form> {
  const email = `${newId()}@people.test`;
  const form = { email, name: '', kind: 'person', role: 'member', locale: 'en' };
  return {
    path: `/spaces/${await spaceOf(by)}/invitations`,
    form,
    other: { ...form, email: `${newId()}@people.test` },
    count: `select count(*)::int as n from invitation where email = '${email}'`,
  };
}

/** The words of an answer, and then its seal. */
async function sealedAnswer(settings: Settings, program: Program): Promise<Form[]> {
  const round = await askAll(settings, await signedIn(program, facilitates));
  const id = round.split('/').at(-1);
  const form = { q1: 'Two kitchens', version: '0', go: 'seal' };
  return [
    {
      path: `${round}/answer`,
      form,
      other: { ...form, q1: 'Three kitchens' },
      count: `select count(*)::int as n from sealed_answer where round_id = '${id}'
        and content::text like '%Two kitchens%'`,
    },
    {
      path: `${round}/seal`,
      form: { version: '1' },
      other: { version: '2' },
      count: `select count(*)::int as n from journal_entry where subject_id = '${id}' and kind = 'round.sealed'`,
    },
  ];
}

async function sendFifty(settings: Settings, by: Visitor, { path, form, other, count }: Form): Promise<void> {
  const _once = newId();
  const sent = await Promise.all(Array.from({ length: times }, () => by.post(path, { _once, ...form })));
  expect(new Set(sent.map(({ status, location }) => `${status} ${location}`)).size, path).toBe(1);
  expect(sent[0]!.status, sent[0]!.html.slice(0, 2_000)).toBe(303);
  const again = await by.post(path, { _once, ...other });
  expect(again.status, `${path} with other words`).toBe(422);
  expect(again.html).toContain('This form was sent before');
  const { rows } = await onDatabase(settings, ({ outer }) => outer.query(count));
  expect(rows, path).toEqual([{ n: 1 }]);
}

async function tryForms(name: string, settings: Settings): Promise<void> {
  const program = await startProgram(settings);
  const by = await signedIn(program, answers);
  const forms = [await request(by), await invitation(by), ...(await sealedAnswer(settings, program))];
  for (const form of forms) await sendFifty(settings, by, form);
  expect(await program.stop()).toBe(0);
  noteFigure(
    `one form sent ${times} times at once, ${name}`,
    `4 × ${times}`,
    'a request, an invitation, a sealed answer, its seal: one effect and the same answer each time; the same key with other words refused',
  );
}

it('has one effect on the embedded database', async () => {
  await tryForms('embedded', await places.embedded('same-form'));
});

it('has one effect on PostgreSQL', async () => {
  await tryForms('PostgreSQL', await places.onServer('same_form'));
});
