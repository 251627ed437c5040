import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { foundPartnership } from '../partnerships/testing.ts';
import { answer, askThem, settleRound, versionOn } from './testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
}, 120_000);
afterAll(() => town.close());

const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('asking', () => {
  it('offers no form as long as there is nobody to compare with, and says what has to come first', async () => {
    const alone = await foundPartnership(town, { partners: [{ name: 'Food Office', kind: 'department' }] });
    await town.database.outer.query(
      `with one as (insert into space (id, kind, audience) values ($1, 'partner', 'space') returning id)
       insert into partner (id, space_id, name, kind) select id, $2, '', 'community' from one`,
      [newId(), alone.id],
    );
    const as = alone.facilitator;
    const { html } = await town.get(`/partnerships/${alone.id}/rounds/new`, { as });
    expect(html).toContain('A question goes to two partners or more');
    expect(html).not.toContain('name="q1"');
    const list = await town.get(`/partnerships/${alone.id}/rounds`, { as });
    expect(list.html).toContain('A question goes to two partners or more.');
    expect(list.html).not.toContain('/rounds/new');
    const overview = await town.get(`/partnerships/${alone.id}`, { as });
    expect(plain(overview.html)).toContain('as soon as two partners are in');
  });

  it('says beside each field what is missing, and keeps what was typed', async () => {
    const founded = await foundPartnership(town);
    const form = {
      title: 'Our aim',
      q1: '',
      q2: 'How much?',
      q2kind: 'choice',
      q2options: 'a lot',
      who: [founded.partners[0]!.id],
      opens: 'all',
      day: 'soon',
      time: '12:00',
    };
    const path = `/partnerships/${founded.id}/rounds`;
    const lead = { as: founded.partners[0]!.lead };
    const first = await town.post(path, form, lead);
    expect(first.status).toBe(422);
    for (const words of ['Our aim', 'How much?', 'two to twelve things', 'at least two partners'])
      expect(first.html).toContain(words);
    const who = founded.partners.map(({ id }) => id);
    const second = await town.post(
      path,
      { ...form, q1: 'Which aim?', q2options: 'a lot\na little', who },
      lead,
    );
    expect(second.html).toContain('Write a day');
    const past = await town.post(
      path,
      { ...form, q1: 'Which?', q2options: 'a\nb', who, day: '1.1.2020' },
      lead,
    );
    expect(past.html).toContain('still to come');
    const long = await town.post(
      path,
      { ...form, q1: 'Which?', q2options: `a\n${'b'.repeat(121)}`, who },
      lead,
    );
    expect(long.html).toContain('at most 120 characters for each');
    expect(long.html, 'nothing is cut').toContain('b'.repeat(121));
    const never = await town.post(
      path,
      { ...form, q1: 'Which?', q2options: 'a\nb', who, day: '31.2.2027' },
      lead,
    );
    expect(never.html).toContain('This day does not exist');
    const german = await town.post(path, { ...form, title: '' }, { ...lead, locale: 'de' });
    expect(german.html).toContain('Schreiben Sie, worum es geht');
  });

  it('asks for one question first, and opens what somebody is busy with', async () => {
    const founded = await foundPartnership(town);
    const path = `/partnerships/${founded.id}/rounds`;
    const lead = { as: founded.partners[0]!.lead };
    const open = (html: string) =>
      [...html.matchAll(/<details[^>]* open[^>]*><summary>.*?<\/summary>/gs)].join();
    const fresh = await town.get(`${path}/new`, lead);
    expect(open(fresh.html)).toBe('');
    expect(fresh.html).toContain('Ask up to 4 more questions');
    expect(open((await town.get(`${path}/new?with=origins`, lead)).html)).toContain('Ask up to 4 more');
    const wrong = await town.post(path, { title: 'Aim', q1: 'Which?', q2: 'How?', q2kind: 'choice' }, lead);
    expect(wrong.status).toBe(422);
    expect(open(wrong.html)).toContain('Ask up to 4 more');
    expect(open(wrong.html)).toContain('Help with question 2');
  });

  it('says at both ends of a scale what they mean, unless who asks leaves that out', async () => {
    const founded = await foundPartnership(town);
    const path = `/partnerships/${founded.id}/rounds`;
    const as = founded.partners[0]!.lead;
    const form = await town.get(`${path}/new`, { as });
    expect(form.html).toMatch(/name="q1low"[^>]*value="not at all"|value="not at all"[^>]*name="q1low"/);
    const who = founded.partners.map(({ id }) => id);
    const asked = { title: 'Aim', opens: 'all', day: '1.3.2027', time: '12:00', who };
    const ask = async (ends: { q1low: string; q1high: string }) => {
      const one = { ...asked, q1: 'How much does it matter?', q1kind: 'scale', ...ends };
      const { location } = await town.post(path, one, { as });
      return (await town.get(location!, { as })).html;
    };
    const shown = await ask({ q1low: 'not at all', q1high: 'very much' });
    expect(shown).toContain('1 – not at all');
    expect(shown).toContain('5 – very much');
    expect(await ask({ q1low: '', q1high: '' })).not.toContain('5 –');
  });

  it('shows no card without words below a scale, and what was added by its answer', async () => {
    const { path, office, group, company } = await settleRound(town, {
      questions: [
        { key: 'q1', kind: 'text', text: 'What matters?' },
        { key: 'q2', kind: 'scale', text: 'How much?', options: ['not at all', 'very much'] },
      ],
    });
    for (const { lead } of [office, group, company]) await answer(town, path, lead, { q1: 'Food', q2: '4' });
    await town.post(`${path}/notes`, { note: 'And drink' }, { as: office.lead });
    for (const page of [path, `${path}?by=sector`]) {
      const { html } = await town.get(page, { as: office.lead });
      expect(html.match(/<li class="answer">/g), page).toHaveLength(3);
      expect(html, page).toMatch(
        /<li class="answer">(?:(?!<\/li>)[\s\S])*Food(?:(?!<\/li>)[\s\S])*And drink/,
      );
    }
  });

  it('offers choices and a scale, and shows afterwards who chose what', async () => {
    const { path, office, group, company } = await settleRound(town, {
      questions: [
        { key: 'q1', kind: 'choice', text: 'Which way?', options: ['Slowly', 'At once'] },
        { key: 'q2', kind: 'scale', text: 'How sure are you?', options: ['not at all', 'wholly'] },
      ],
    });
    const form = await town.get(path, { as: office.lead });
    expect(form.html).toContain('At once');
    expect(form.html).toContain('5 – wholly');
    const wrong = await town.post(`${path}/answer`, { q1: '7', q2: '3', version: '0' }, { as: office.lead });
    expect(wrong.html).toContain('Choose an answer');
    await answer(town, path, office.lead, { q1: '0', q2: '5' });
    await answer(town, path, group.lead, { q1: '1', q2: '1' });
    await answer(town, path, company.lead, { q1: '1', q2: '3' });
    const { html } = await town.get(path, { as: office.lead });
    expect(plain(html)).toMatch(/At once 2 (Harvest group and Canteens Ltd|Canteens Ltd and Harvest group)/);
  });

  it('moves the date later with a reason, asks others too, and is withdrawn before anybody has sealed', async () => {
    const founded = await foundPartnership(town);
    const [first, second, third] = founded.partners;
    const id = await askThem(town, founded, { who: [first!.id, second!.id] });
    const path = `/partnerships/${founded.id}/rounds/${id}`;
    const as = founded.facilitator;
    const earlier = await town.post(
      `${path}/date`,
      { day: '1.12.2026', time: '0:00', reason: 'Soon' },
      { as },
    );
    expect(earlier.status).toBe(422);
    const none = await town.post(`${path}/date`, { day: '1.3.2027', time: '9', reason: '' }, { as });
    expect(none.html).toContain('Write why you move the date');
    const later = await town.postAndFollow(
      `${path}/date`,
      { day: '1.3.2027', time: '9', reason: 'School holidays' },
      { as },
    );
    expect(later.html).toContain('Monday 1 March');
    expect(later.html).toContain('School holidays');
    const also = await town.postAndFollow(`${path}/partners`, { who: [third!.id] }, { as });
    expect(also.html).toContain('0 of 3 answered');
    await town.postAndFollow(`${path}/withdrawal`, {}, { as });
    expect((await town.get(path, { as: first!.lead })).html).toContain('Withdrawn');
    expect((await town.get('/desk', { as: first!.lead })).html).not.toContain('Shared vision');
  });
});

describe('a draft', () => {
  it('is kept quietly, and found again on another device and by a colleague', async () => {
    const { founded, path, office } = await settleRound(town);
    const mate = await founded.join('Mate', 'member', office.id);
    const page = newId();
    const save = (q1: string, version: string) =>
      town.post(`${path}/draft`, { q1, version, page }, { as: office.lead });
    expect((await save('Meals', '0')).headers.get('X-Version')).toBe('1');
    expect((await save('Meals from nearby', '1')).headers.get('X-Version')).toBe('2');
    // The same page, and an answer of the server that got lost: no conflict with oneself.
    expect((await save('Meals from nearby, soon', '1')).status).toBe(204);
    for (const as of [office.lead, mate]) {
      const { html } = await town.get(path, { as });
      expect(html).toContain('Meals from nearby, soon');
      expect(html).toContain('Your draft');
    }
    const watcher = await founded.join('Onlooker', 'observer', office.id);
    expect((await town.get(path, { as: watcher })).html).not.toContain('name="q1"');
  });

  it('that is too long is not kept, and the answer says how long it may be', async () => {
    const { path, office } = await settleRound(town);
    const form = { q1: 'x'.repeat(6_001), version: '0' };
    const quietly = { as: office.lead, locale: 'de' as const };
    const { status, html, headers } = await town.post(`${path}/draft`, form, quietly);
    expect([status, html]).toEqual([422, 'Kürzen Sie diese Antwort auf 6.000 Zeichen']);
    expect(headers.get('content-type')).toContain('text/plain');
  });

  it('that two write at once shows each the other’s words, and loses none', async () => {
    const { founded, path, office } = await settleRound(town);
    const mate = await founded.join('Mate', 'member', office.id);
    await town.post(`${path}/draft`, { q1: 'Begun together', version: '0' }, { as: office.lead });
    await town.postAndFollow(
      `${path}/answer`,
      { q1: 'Words of the lead', version: '1', go: 'keep' },
      { as: office.lead },
    );
    expect(
      (await town.post(`${path}/draft`, { q1: 'Words of the mate', version: '1' }, { as: mate })).status,
    ).toBe(409);
    const both = await town.post(
      `${path}/answer`,
      { q1: 'Words of the mate', version: '1', go: 'seal' },
      { as: mate },
    );
    expect(both.status).toBe(422);
    expect(both.html).toContain('Words of the lead');
    expect(both.html).toMatch(/<textarea[^>]*>Words of the mate<\/textarea>/);
    const version = versionOn(both.html);
    const kept = await town.postAndFollow(
      `${path}/answer`,
      { q1: 'Words of both', version, go: 'keep' },
      { as: mate },
    );
    expect(kept.html).toContain('Words of both');
    expect(kept.html).toContain('Drafts of colleagues');
    expect(kept.html).toContain('Words of the lead');
    expect((await town.get(path, { as: founded.facilitator })).html).not.toContain('Words of');
  });

  it('of which twenty arrive at once is one of them, and the others are told', async () => {
    const { path, office } = await settleRound(town);
    const saved = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        town.post(`${path}/draft`, { q1: `Draft ${n}`, version: '0' }, { as: office.lead }),
      ),
    );
    expect(saved.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(saved.filter(({ status }) => status === 409)).toHaveLength(19);
  });
});

describe('sealing', () => {
  it('is shown first, wants an answer to every question, and can be taken back until the opening', async () => {
    const { path, office, group } = await settleRound(town);
    const as = office.lead;
    const empty = await town.post(`${path}/answer`, { q1: ' ', version: '0', go: 'seal' }, { as });
    expect(empty.html).toContain('Write an answer before you seal');
    const kept = await town.postAndFollow(
      `${path}/answer`,
      { q1: 'Meals from nearby', version: '0', go: 'seal' },
      { as },
    );
    expect(kept.html).toContain('Seal this answer?');
    expect(kept.html).toContain('Meals from nearby');
    const sealed = await town.postAndFollow(`${path}/seal`, { version: versionOn(kept.html) }, { as });
    expect(sealed.html).toContain('Your answer is sealed');
    expect((await town.get(path, { as: group.lead })).html).toContain('1 of 3 answered');
    expect((await town.post(`${path}/draft`, { q1: 'Other', version: '1' }, { as })).status).toBe(422);
    const back = await town.postAndFollow(`${path}/taking-back`, {}, { as });
    expect(back.html).toMatch(/<textarea[^>]*>Meals from nearby<\/textarea>/);
    expect((await town.get(path, { as: group.lead })).html).toContain('0 of 3 answered');
  });

  it('by two presses at once is done once', async () => {
    const { path, office, id } = await settleRound(town);
    await town.post(`${path}/draft`, { q1: 'Meals', version: '0' }, { as: office.lead });
    const once = newId();
    const presses = [once, once, newId(), newId()].map((_once) =>
      town.post(`${path}/seal`, { version: '1', _once }, { as: office.lead }),
    );
    for (const { status, location } of await Promise.all(presses)) {
      expect(status).toBe(303);
      expect(location).toBe(path);
    }
    const entries = await town.database.system(({ db }) =>
      db
        .selectFrom('journal_entry')
        .select('id')
        .where('kind', '=', 'round.sealed')
        .where('subject_id', '=', id)
        .execute(),
    );
    expect(entries).toHaveLength(1);
  });

  it('of the last two at the same instant opens the round once', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      const { path, id, office, group, company } = await settleRound(town);
      await answer(town, path, office.lead, 'Plums');
      for (const { lead } of [group, company])
        await town.post(`${path}/draft`, { q1: 'Plums', version: '0' }, { as: lead });
      await Promise.all(
        [group, company].map(({ lead }) => town.post(`${path}/seal`, { version: '1' }, { as: lead })),
      );
      const entries = await town.database.system(({ db }) =>
        db
          .selectFrom('journal_entry')
          .select(['kind', 'content'])
          .where('subject_id', '=', id)
          .where('kind', '=', 'round.revealed')
          .execute(),
      );
      expect(entries).toEqual([{ kind: 'round.revealed', content: { by: 'all' } }]);
      expect((await town.get(path, { as: group.lead })).html).toContain('3 of 3 answered');
    }
  });

  it('of words that a colleague has changed since is not done', async () => {
    const { founded, path, office } = await settleRound(town);
    const mate = await founded.join('Mate', 'member', office.id);
    const kept = await town.postAndFollow(
      `${path}/answer`,
      { q1: 'Plums', version: '0', go: 'seal' },
      { as: office.lead },
    );
    await town.post(`${path}/answer`, { q1: 'Pears', version: '1', go: 'keep' }, { as: mate });
    const refused = await town.post(`${path}/seal`, { version: versionOn(kept.html) }, { as: office.lead });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Pears');
  });
});

describe('an answer that comes late', () => {
  it('can be read at once and says so; the desk asks for it until then', async () => {
    const { path, office, group } = await settleRound(town, { title: 'Late plums', opens: 'date', days: 1 });
    await answer(town, path, office.lead, 'Plums');
    await town.moveTime('25 hours');
    expect((await town.get('/desk', { as: group.lead })).html).toContain(
      'Your answer is missing: Late plums',
    );
    await answer(town, path, group.lead, 'Late pears');
    const { html } = await town.get(path, { as: office.lead });
    expect(html).toContain('Late pears');
    expect(html).toContain('Late: sealed');
    expect(plain(html)).toContain('No answer from Canteens Ltd');
    const back = await town.post(`${path}/taking-back`, {}, { as: group.lead });
    expect(back.status).toBe(422);
  });
});

describe('for a partner without people', () => {
  it('a facilitator writes down what they were told, sees nothing else, and their own people correct it', async () => {
    const founded = await foundPartnership(town, {
      partners: [
        { name: 'Food Office', kind: 'department' },
        { name: 'Neighbours', people: [] },
        { name: 'Canteens Ltd', kind: 'business' },
      ],
    });
    const [office, silent, company] = founded.partners;
    const id = await askThem(town, founded, { title: 'Told plums' });
    const path = `/partnerships/${founded.id}/rounds/${id}`;
    const as = founded.facilitator;
    expect((await town.get('/desk', { as })).html).toContain('Write down an answer: Told plums');
    await town.isClosed(`${path}/for/${office!.id}`, { as });
    await answer(town, path, office!.lead, 'Plums of the office');
    const form = { how: 'phone', on: '1.11.2026', q1: 'Shade on the square' };
    expect(
      (await town.post(`${path}/for/${silent!.id}`, { ...form, on: '1.1.2030' }, { as })).html,
    ).toContain('not one that is still to come');
    const told = await town.postAndFollow(`${path}/for/${silent!.id}`, form, { as });
    expect(told.html).toContain('Written down for them');
    expect(told.html).not.toContain('Plums of the office');
    const correction = await town.get(`${path}/for/${silent!.id}`, { as });
    expect(correction.html).toContain('Shade on the square');
    await town.postAndFollow(`${path}/for/${silent!.id}`, { ...form, q1: 'Shade and water' }, { as });

    const neighbour = await founded.join('Neighbour', 'lead', silent!.id);
    await town.isClosed(`${path}/for/${silent!.id}`, { as });
    const found = await town.get(path, { as: neighbour });
    expect(found.html).toContain('wrote this down for you');
    expect(found.html).toContain('Shade and water');
    await town.post(`${path}/taking-back`, {}, { as: neighbour });
    await answer(town, path, neighbour, 'Shade, water and benches');
    expect((await town.get(path, { as })).html).not.toContain('benches');
    await answer(town, path, company!.lead, 'Kitchens');
    const { html } = await town.get(path, { as });
    expect(html).toContain('Shade, water and benches');
    expect(html).toContain('then sealed by themselves');
    const noted = await town.postAndFollow(`${path}/notes`, { note: 'And a tap' }, { as: neighbour });
    expect(noted.html).toContain('And a tap');
  });
});

describe('after the opening', () => {
  it('marks are made, shared, removed and put back', async () => {
    const { path, office, group, company } = await settleRound(town);
    for (const { lead } of [office, group, company])
      await answer(town, path, lead, 'Meals from nearby, cooked here.');
    const as = office.lead;
    const nowhere = await town.post(
      `${path}/marks`,
      { kind: 'shared', label: 'Cake', words: 'a cake' },
      { as },
    );
    expect(nowhere.status).toBe(422);
    expect(nowhere.html).toContain('stands in no answer');
    expect(nowhere.html).toContain('value="Cake"');
    expect(nowhere.html).toContain('Choose whole sentences');
    expect(nowhere.html).toContain('value="Meals from nearby, cooked here."');
    const chosen = { kind: 'shared', label: 'Near', words: '', sentences: 'Meals from nearby, cooked here.' };
    const ticked = await town.post(`${path}/marks`, { ...chosen, label: '' }, { as });
    expect(ticked.html).toMatch(/value="Meals from nearby, cooked here\."[^>]*checked/);
    const near = await town.postAndFollow(`${path}/marks`, chosen, { as });
    expect(near.html).toMatch(/<span class="marked" data-kind="shared">Meals from nearby, cooked here\.</);
    const gone = /action="([^"]+\/removal)"/.exec(near.html)![1]!;
    await town.post(gone, {}, { as });
    const marked = await town.postAndFollow(
      `${path}/marks`,
      { kind: 'shared', label: 'From here', words: 'Meals  from nearby' },
      { as },
    );
    expect(marked.html.match(/data-kind="shared">Meals from nearby</g)).toHaveLength(3);
    const mark = /marks\/([0-9a-f-]{36})\/removal/.exec(marked.html)![1]!;
    const voice = await town.postAndFollow(`${path}/marks/${mark}/voice`, { so: 'yes' }, { as: group.lead });
    expect(voice.html).toContain('We no longer see it so');
    const removed = await town.postAndFollow(`${path}/marks/${mark}/removal`, {}, { as });
    expect(removed.html).toContain('Put it back');
    expect(removed.html).not.toContain('class="marked"');
    expect((await town.get(path, { as: group.lead })).html).not.toContain('Put it back');
    const back = await town.postAndFollow(`${path}/marks/${mark}/return`, {}, { as });
    expect(back.html).toContain('class="marked"');
  });

  it('a partner with nothing to mark says so, and the round leaves its desk', async () => {
    const { path, office, group, company } = await settleRound(town);
    for (const { lead } of [office, group, company]) await answer(town, path, lead, 'Cooked here.');
    const deskOf = async (as: string) => (await town.get('/desk', { as })).html;
    expect(await deskOf(group.lead)).toContain('Ready to compare');
    const said = await town.postAndFollow(`${path}/comparison`, {}, { as: group.lead });
    expect(said.html).toContain('Your partner has looked at the answers of all');
    expect(said.html).not.toContain('/comparison"');
    await town.post(`${path}/comparison`, {}, { as: group.lead });
    expect(await deskOf(group.lead)).not.toContain('Ready to compare');
    expect(await deskOf(company.lead)).toContain('Ready to compare');
    await town.post(`${path}/marks`, { kind: 'shared', label: 'Here', words: '' }, { as: company.lead });
    expect((await town.get(path, { as: company.lead })).html).not.toContain('/comparison"');
    expect((await town.post(`${path}/comparison`, {}, { as: office.lead })).status).toBe(303);
  });

  it('the same is asked once more, and shows what has changed', async () => {
    const { founded, id, path, office, group, company } = await settleRound(town);
    await answer(town, path, office.lead, 'A third of the food comes from here.');
    await answer(town, path, group.lead, 'All of it.');
    await answer(town, path, company.lead, 'Nothing yet.');
    const form = await town.get(`/partnerships/${founded.id}/rounds/new?after=${id}`, { as: office.lead });
    expect(form.html).toContain('What should change?');
    const asking = {
      previous: id,
      who: founded.partners.map((one) => one.id),
      opens: 'all',
      day: '1.3.2027',
      time: '12:00',
    };
    const asked = await town.post(`/partnerships/${founded.id}/rounds`, asking, { as: office.lead });
    const next = asked.location!;
    const again = await town.post(`/partnerships/${founded.id}/rounds`, asking, { as: office.lead });
    expect(again.html).toContain('second time already');
    const mine = await town.get(next, { as: office.lead });
    expect(mine.html).toContain('What we answered the first time');
    expect(mine.html).toContain('Once more: Shared vision</h1>');
    const desk = await town.get('/desk', { as: office.lead });
    expect(desk.html).toMatch(/Answer: (<[^>]+>)*Once more: /);
    expect(mine.html).not.toContain('All of it.');
    await answer(town, next, office.lead, 'Half of the food comes from here.');
    await answer(town, next, group.lead, 'All of it.');
    await answer(town, next, company.lead, 'Nothing yet.');
    const { html } = await town.get(next, { as: group.lead });
    expect(html).toMatch(/<del>.*A third.*<\/del><ins>.*Half.*<\/ins> of the food comes from here\./s);
    expect(html).toContain('The same as in the first round.');
    expect((await town.get(path, { as: group.lead })).html).toContain('To the second round');
    await town.settle();
    const timeline = await town.get(`/partnerships/${founded.id}/timeline`, { as: group.lead });
    for (const told of ['asked all partners', 'sealed its answer', 'All answers are in, and open to read'])
      expect(timeline.html).toContain(`${told}: Once more: Shared vision`);
    expect(timeline.html, 'the first').toContain('sealed its answer: Shared vision');
  });

  it('is told in sentences, in the reader’s language', async () => {
    const { path, id, founded, office } = await settleRound(town, { title: 'Told' });
    await answer(town, path, office.lead, 'Secret plums');
    const { narrates = {} } = town.house.instruments.find(({ name }) => name === 'rounds')!;
    const entries = await town.database.system(({ db }) =>
      db
        .selectFrom('journal_entry')
        .select(['kind', 'content', 'personal', 'at'])
        .where('subject_id', '=', id)
        .orderBy('seq')
        .execute(),
    );
    const say = (locale: 'en' | 'de') =>
      entries.map(({ kind, ...entry }) =>
        narrates[kind]!.say(
          locale,
          {
            ...entry,
            kind,
            id,
            space: founded.id,
            subject: id,
            actor: 'Ines',
            partner: 'Food Office',
          },
          { guide: [] },
        ),
      );
    expect(say('en')).toEqual(['Food Office sealed its answer: Told']);
    expect(say('de')).toEqual(['Antwort von Food Office versiegelt: Told']);
    expect(JSON.stringify(entries)).not.toContain('plums');
  });
});
