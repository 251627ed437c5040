import { describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { nobody } from '../../platform/scope.ts';
import {
  act,
  asker,
  inSettledTown,
  linkIn,
  newMails,
  people,
  plan,
  send,
  sendAsGuest,
  town,
} from './testing.ts';

inSettledTown();

/** A municipality on the list; with a department of its own. */
async function addGovernment(slug: string, department?: string): Promise<void> {
  const id = newId();
  await town.addOrganisation(id, slug, { en: slug });
  const { outer } = town.database;
  await outer.query("update organisation set kind = 'local-government' where id = $1", [id]);
  if (department) await outer.query('update organisation set parent_id = $1 where id = $2', [id, department]);
}

describe('row 25: the liaison desk and the answer of a unit', () => {
  it('row 25: both sides see the same state, promised day and history', async () => {
    const id = await send();
    const [mine, theirs] = [
      await town.get(`/requests/${id}`, { as: asker }),
      await town.get(`/requests/${id}`, { as: people.streets.deputy }),
    ];
    for (const text of [
      'Streets has it and promised an answer by',
      'Head of Streets',
      'Mill Street Neighbours sent it to Streets',
    ]) {
      expect(mine.html).toContain(text);
      expect(theirs.html).toContain(text);
    }
    expect((await town.get('/requests', { as: people.streets.contact })).html).toContain(
      'Waiting for your answer',
    );
  });

  it('row 25: a no needs its reason and what would change it, and can be come back to', async () => {
    const id = await send();
    const bare = await act(id, 'declined', { note: 'Two bus lines.', wouldChange: ' ' });
    expect(bare.status).toBe(422);
    expect(bare.html).toContain('Write what would change it');
    expect(bare.html).toContain('Two bus lines.');
    await newMails(town);
    expect((await act(id, 'declined', { note: 'Two bus lines.', wouldChange: 'A Sunday.' })).status).toBe(
      303,
    );
    const mail = (await newMails(town)).to('group.lead@people.test');
    expect(mail.text).toContain('A Sunday.');
    await town.post(`/requests/${id}/acts/reopened`, { note: 'Then on Sundays.' }, { as: asker });
    expect((await newMails(town)).to('streets.contact@people.test').text).toContain('Then on Sundays.');
    expect((await town.get(`/requests/${id}`, { as: asker })).html).toContain('Streets has it');
  });

  it('row 25: a question stops the clock, the reply starts it again', async () => {
    const id = await send();
    await newMails(town);
    await act(id, 'asked-back', { note: 'How many people come?' });
    const asked = await town.get(`/requests/${id}`, { as: asker });
    expect(asked.html).toContain('Streets asks you something');
    const due = () =>
      town.database.system(({ db }) =>
        db.selectFrom('request').select('due_day').where('id', '=', id).executeTakeFirstOrThrow(),
      );
    expect((await due()).due_day).toBeNull();
    expect((await newMails(town)).to('group.lead@people.test').text).toContain('How many people come?');
    expect((await town.get(`/requests/${id}/acts/added`, { as: asker })).html).toContain(
      'How many people come?',
    );
    await town.post(`/requests/${id}/acts/added`, { note: 'Forty.' }, { as: asker });
    expect((await due()).due_day).not.toBeNull();
    expect((await newMails(town)).to('streets.contact@people.test').text).toContain('Forty.');
  });

  it('row 25: a question of a unit that sends the request on is void, and the asker is told so', async () => {
    const id = await send();
    await act(id, 'asked-back', { note: 'How many people come?' });
    expect((await town.get(`/requests/${id}/acts/forwarded`, { as: people.streets.contact })).html).toContain(
      'Your question is void then',
    );
    await newMails(town);
    await act(id, 'forwarded', { to: 'mobility', note: 'Theirs' });
    expect((await newMails(town)).to('group.lead@people.test').text).toContain(
      'You need not answer the question of Streets any more.',
    );
    const mine = (await town.get(`/requests/${id}`, { as: asker })).html;
    expect(mine).toContain('The question of Streets is void');
    expect(mine).toContain('Answer it all the same');
    expect((await town.get(`/requests/${id}/acts/added`, { as: asker })).html).toContain(
      'How many people come?',
    );
    await town.post(`/requests/${id}/acts/added`, { note: 'Forty.' }, { as: asker });
    expect((await newMails(town)).to('mobility.contact@people.test').text).toContain('Forty.');
    expect((await town.get(`/requests/${id}`, { as: asker })).html).not.toContain('is void');
  });

  it('row 25: a request goes to an office of the city first, and elsewhere at a second step', async () => {
    const id = await send();
    const forward = `/requests/${id}/acts/forwarded`;
    const first = await town.get(forward, { as: people.streets.contact });
    expect(first.html).toContain('Answer within 10 working days');
    expect(first.html).not.toContain('value="library"');
    expect(first.html).toContain(`${forward}?others=yes`);
    const wide = await town.get(`${forward}?others=yes`, { as: people.streets.contact });
    expect(wide.html).toContain('value="library"');
    const again = await act(id, 'forwarded', { others: 'yes', to: 'library', note: '' });
    expect(again.html).toContain('value="library" selected');
    const settings = await town.get('/settings/liaison', { as: people.administrator });
    expect(settings.html).toContain('value="mobility"');
    expect(settings.html).not.toContain('value="library"');
    const chosen = await town.post('/settings/liaison', { unit: 'library' }, { as: people.administrator });
    expect(chosen.status).toBe(422);
    await addGovernment('myrstad');
    await addGovernment('town-hall', people.streets.id);
    const offered = await town.get('/settings/liaison', { as: people.administrator });
    expect(offered.html, 'the town hall of these departments').toContain('value="town-hall"');
    expect(offered.html, 'another municipality').not.toContain('value="myrstad"');
    const other = await town.post('/settings/liaison', { unit: 'myrstad' }, { as: people.administrator });
    expect(other.status).toBe(422);
  });

  it('row 25: a meeting can be suggested, and an offer taken', async () => {
    const id = await send();
    await newMails(town);
    expect((await act(id, 'meeting', { meeting: '' })).html).toContain('Write when you can');
    await act(id, 'meeting', { meeting: 'Tuesday at ten in the library' });
    expect((await newMails(town)).to('group.lead@people.test').text).toContain(
      'Tuesday at ten in the library',
    );
    await act(id, 'countered', { note: 'Four weeks instead of nine.' });
    const offered = await town.get(`/requests/${id}`, { as: asker });
    expect(offered.html).toContain('The answer: another offer');
    await newMails(town);
    await town.post(`/requests/${id}/acts/counter-accepted`, {}, { as: asker });
    expect((await newMails(town)).to('streets.contact@people.test').subject).toContain(
      'your offer was taken',
    );
  });

  it('row 25: a link from a mail answers for its reader only, and ends with the request, its time, and its reader’s leaving', async () => {
    const { id, follow } = await sendAsGuest(town, 'streets');
    const mails = await newMails(town);
    const contact = linkIn(mails.to('streets.contact@people.test'));
    const mailbox = linkIn(mails.to('streets@city.test'));
    expect((await town.get(contact)).status).toBe(200);
    // It is not to be turned into a link of somebody else.
    expect((await town.get(`${contact}x`)).status).toBe(404);
    expect((await town.get(contact.replace('/links/requests/', '/links/confirmations/'))).status).toBe(404);
    expect(
      (
        await town.get(
          `/links/requests/${follow.split('/').at(-1)!.split('.')[0]}.${contact.split('.').at(-1)}`,
        )
      ).status,
    ).toBe(404);

    const leaver = await town.addPerson('Leaver', { space: people.streets.id, role: 'contact' });
    const second = await sendAsGuest(town, 'streets');
    const leaving = linkIn((await newMails(town)).to('leaver@people.test'));
    expect((await town.get(leaving)).status).toBe(200);
    await town.database.system(({ db, now }) =>
      db.updateTable('membership').set({ until: now }).where('person_id', '=', leaver).execute(),
    );
    expect((await town.get(leaving)).status).toBe(404);

    expect(
      (await town.post(`${mailbox}/acts/declined`, { note: 'No.', wouldChange: 'Less.' })).location,
    ).toBe('/links/answered');
    expect((await town.get(contact)).status).toBe(404);
    expect((await town.get(mailbox)).status).toBe(404);
    expect((await town.get(follow)).html).toContain('Not now');
    await town.isClosed(`/requests/${id}`);

    const third = (await newMails(town)).all.length;
    expect(third).toBe(1);
    const open = await town.get(second.follow);
    expect(open.status).toBe(200);
  });

  it('row 25: the same act sent twice has one effect, and two answers at once are not both given', async () => {
    const id = await send();
    const once = newId();
    const [first, second] = await Promise.all([
      act(id, 'accepted', { _once: once, note: 'Yes' }),
      act(id, 'accepted', { _once: once, note: 'Yes' }),
    ]);
    expect([first.status, second.status]).toEqual([303, 303]);
    const moved = await send();
    const twice = { _once: newId(), to: 'mobility', note: 'Theirs' };
    const answers = [await act(moved, 'forwarded', twice), await act(moved, 'forwarded', twice)];
    expect(answers.map((answer) => answer.location)).toEqual(['/requests', '/requests']);
    const both = await send();
    const [yes, no] = await Promise.all([
      act(both, 'accepted', { note: 'Yes' }),
      act(both, 'declined', { note: 'No', wouldChange: 'More' }, people.streets.deputy),
    ]);
    expect([yes.status, no.status].sort()).toEqual([303, 422]);
    const acts = await town.database.system(({ db }) =>
      db
        .selectFrom('request_act')
        .select('act')
        .where('request_id', 'in', [id, both])
        .where('act', 'in', ['accepted', 'declined'])
        .execute(),
    );
    expect(acts).toHaveLength(2);
  });

  it('row 25: a forward needs another unit and a reason, and takes the first one’s right to act', async () => {
    const id = await send();
    expect((await act(id, 'forwarded', { to: '', note: 'There' })).html).toContain('Choose an office');
    expect((await act(id, 'forwarded', { to: 'streets', note: 'There' })).html).toContain(
      'It is with this office already',
    );
    expect((await act(id, 'forwarded', { to: 'mobility', note: '' })).html).toContain(
      'Write why it belongs there',
    );
    const sent = await town.postAndFollow(
      `/requests/${id}/acts/forwarded`,
      { to: 'mobility', note: 'There' },
      { as: people.streets.contact },
    );
    expect(sent.html).toContain('It is with the other office now');
    expect((await town.get(`/requests/${id}`, { as: people.streets.contact })).status).toBe(404);
    expect((await act(id, 'accepted', { note: 'Yes' })).status).toBe(409);
    expect((await act(id, 'accepted', { note: 'Yes' }, people.mobility.contact)).status).toBe(303);
  });

  it('row 25: a text that comes too late is shown once more, to those who took part and to nobody else', async () => {
    const { id } = await sendAsGuest(town, 'streets');
    const mailbox = linkIn((await newMails(town)).to('streets@city.test'));
    await act(id, 'forwarded', { to: 'mobility', note: 'There' });
    const typed = { note: 'Two bus lines.', wouldChange: 'A Sunday.' };
    const late = [
      await act(id, 'declined', typed, people.streets.deputy),
      await town.post(`${mailbox}/acts/declined`, typed),
      await town.post(`/requests/${id}/acts/declined`, typed, { as: people.streets.contact, locale: 'de' }),
    ];
    for (const page of late) {
      expect(page.status).toBe(409);
      for (const text of Object.values(typed)) expect(page.html).toContain(text);
      expect(page.html).not.toContain(plan.title);
    }
    expect(late[0]!.html).toContain('Somebody sent this on to Mobility meanwhile');
    expect(late[2]!.html).toContain('Jetzt liegt sie bei: Mobility (de).');
    expect((await act(id, 'declined', typed, people.liaison.contact)).status).toBe(404);
    expect((await act(id, 'declined', typed, people.administrator)).status).toBe(404);
    expect((await town.get(`/requests/${id}`, { as: people.streets.contact })).status).toBe(404);

    await newMails(town);
    const closed = await sendAsGuest(town, 'streets');
    const contact = linkIn((await newMails(town)).to('streets.contact@people.test'));
    await act(closed.id, 'declined', typed, people.streets.deputy);
    const after = await town.post(`${contact}/acts/accepted`, { note: 'Gladly.' });
    expect(after.status).toBe(409);
    expect(after.html).toContain('Somebody brought this to an end meanwhile');
    expect(after.html).toContain('Gladly.');
  });

  it('row 25: who sent a request on keeps its number, where it went and when, until it comes back', async () => {
    const id = await send();
    await act(id, 'forwarded', { to: 'mobility', note: 'There' });
    const { number } = await town.database.system(({ db }) =>
      db.selectFrom('request').select('number').where('id', '=', id).executeTakeFirstOrThrow(),
    );
    const list = async (as: string) => (await town.get('/requests', { as })).html;
    const line = (unit: string) =>
      new RegExp(`A request, sent on to ${unit} on [^<]*(<[^>]*>)*No\\. ${number}<`);
    expect(await list(people.streets.deputy)).toMatch(line('Mobility'));
    expect(await list(people.mobility.contact)).not.toMatch(line('Mobility'));
    expect(await list(people.streets.deputy)).not.toContain(`/requests/${id}`);
    const back = { to: 'streets', note: 'Yours', back: 'streets' };
    await act(id, 'forwarded', back, people.mobility.contact);
    expect(await list(people.streets.deputy)).not.toMatch(line('Mobility'));
    expect(await list(people.mobility.contact)).toMatch(line('Streets'));
  });

  it('row 25: who is on neither side gets the 404 of something that is not there, on every route', async () => {
    const id = await send();
    const foreign = [
      undefined,
      people.stranger,
      people.mobility.contact,
      people.administrator,
      people.liaison.contact,
    ];
    const gets = ['', '/acts/accepted', '/acts/added', '/report'];
    const posts = ['/acts/accepted', '/acts/forwarded', '/acts/withdrawn', '/openness', '/rating', '/report'];
    const form = { note: 'x', to: 'mobility', choice: 'public', step: '1', reason: 'x' };
    for (const as of foreign) {
      for (const path of gets) await town.isClosed(`/requests/${id}${path}`, { as });
      for (const path of posts)
        expect((await town.post(`/requests/${id}${path}`, form, { as })).status, `POST ${path}`).toBe(404);
    }
    // The same for what was never there, so that nobody can tell the two apart.
    expect((await town.get(`/requests/${newId()}`, { as: people.stranger })).status).toBe(404);
    expect((await town.get('/requests/not-an-id', { as: people.stranger })).status).toBe(404);
    const draft = (await town.post('/briefs', { to: 'streets', ...plan }, { as: asker })).location!.split(
      '/',
    )[2]!;
    for (const as of foreign) {
      for (const path of ['', '/steps/plan', '/perspective', '/unit'])
        await town.isClosed(`/briefs/${draft}${path}`, { as });
      for (const path of ['/steps/plan', '/perspective', '/unit', '/sending', '/removal']) {
        expect((await town.post(`/briefs/${draft}${path}`, plan, { as })).status).toBe(404);
      }
    }
    const { changes } = await town.database.system(({ db }) =>
      db
        .selectFrom('request_act')
        .select(({ fn }) => fn.countAll<number>().as('changes'))
        .where('request_id', '=', id)
        .executeTakeFirstOrThrow(),
    );
    expect(Number(changes)).toBe(1);
  });

  it('row 25: raw SQL without any where gives those on neither side no row of a request', async () => {
    const { id, follow } = await sendAsGuest(town, 'streets', { open: 'yes' } as never);
    await town.post(`${follow}/acts/added`, { note: 'One thing more' });
    await act(id, 'asked-back', { note: 'How many?' });
    await town.post(`/requests/${id}/rating`, { step: '1', hint: 'More' }, { as: people.streets.contact });
    const tables = [
      'request',
      'request_act',
      'request_consent',
      'preparation_rating',
      'asker_address',
      'brief',
      'brief_private',
      'request_reminder',
    ] as const;
    const foreign = [people.stranger, people.mobility.contact, people.administrator];
    for (const scope of [nobody, ...(await Promise.all(foreign.map((person) => town.scopeFor(person))))]) {
      for (const table of tables) {
        const rows = await town.database.read(scope, (tx) =>
          tx.db.selectFrom(table).select('id').where('space_id', '=', id).execute(),
        );
        expect(rows, table).toEqual([]);
      }
      const journal = await town.database.read(scope, (tx) =>
        tx.db.selectFrom('journal_entry').select('id').where('space_id', '=', id).execute(),
      );
      expect(journal).toEqual([]);
    }
    const unit = await town.scopeFor(people.streets.contact);
    const address = await town.database.read(unit, (tx) =>
      tx.db.selectFrom('asker_address').selectAll().execute(),
    );
    expect(address).toEqual([]);
    // The journal keeps no personal words in what stays for ever.
    const entries = await town.database.system(({ db }) =>
      db.selectFrom('journal_entry').select('content').where('space_id', '=', id).execute(),
    );
    expect(JSON.stringify(entries)).not.toMatch(/Ada|guest\.test|How many|One thing|Mill Street/);
  });

  it('row 25: a guest keeps the request with an account made later', async () => {
    const { id, follow } = await sendAsGuest(town, 'streets');
    expect((await town.post(`${follow}/keeping`, {})).status).toBe(404);
    const kept = await town.postAndFollow(`${follow}/keeping`, {}, { as: people.stranger });
    expect(kept.html).toContain('From now on it is on your desk.');
    expect((await town.get('/requests', { as: people.stranger })).html).toContain(plan.title);
    await town.post(`/requests/${id}/acts/added`, { note: 'One thing more' }, { as: people.stranger });
    expect((await town.get(follow)).html).toContain('One thing more');
  });
});
