import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { settleEnded } from '../decisions/actions.ts';
import { endNow } from '../decisions/testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { noteRunOut } from './actions/house.ts';
import { moveHelp } from './store.ts';
import { goUpTo, idOf, lastOf, raise, runOutNow, sayYes, words } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let lead: string;
let peer: string;
let third: string;
let home: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  [lead, peer, third] = talks.partners.map((one) => one.lead!) as [string, string, string];
  home = `/partnerships/${talks.id}/disputes`;
}, 120_000);
afterAll(() => town.close());

const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const see = async (path: string, as: string) => said((await town.get(path, { as })).html);
const status = async (path: string, as: string) => (await town.get(path, { as })).status;
const send = async (path: string, form: Record<string, string | string[]>, as: string) => {
  const answer = await town.post(path, form, { as });
  return { status: answer.status, text: said(answer.html), location: answer.location };
};
const desk = (as: string) => see('/desk', as);

describe('row 57: the dispute ladder', () => {
  let path: string;

  it('takes neutral words: what happened, what is wanted, with whom, and keeps them where something is missing', async () => {
    expect(await see(`${home}/new`, lead)).toContain('what a camera would have seen');
    const short = await send(home, { ...words, with: [], wants: '' }, lead);
    expect(short.status).toBe(422);
    expect(short.text).toContain('Choose the partners it is with');
    expect(short.text).toContain('Write what you want');
    expect(short.text).toContain(words.happened);
    const own = await send(home, { ...words, with: [talks.partners[0]!.id] }, lead);
    expect(own.text).toContain('Choose the partners it is with');
    path = await raise(town, talks);
    const page = await see(path, lead);
    expect(page).toContain('Between Food Office and Harvest group');
    expect(page).toContain(words.wants);
  });

  it('is read by its sides and by who facilitates, and by nobody else', async () => {
    for (const as of [lead, peer, talks.facilitator]) expect(await see(path, as)).toContain(words.happened);
    for (const as of [third, talks.observer, await town.addAdministrator()])
      expect(await status(path, as)).toBe(404);
  });

  it('is known to all who take part without names and words: how many, at which step, since when', async () => {
    await town.settle();
    for (const as of [third, talks.observer]) {
      const list = await see(home, as);
      expect(list).toMatch(/Raised 1 \d/);
      expect(list).toContain('You are part of no dispute');
      for (const pages of [list, await see(`/partnerships/${talks.id}`, as)]) {
        expect(pages).toContain('Disputes');
        expect(pages).not.toContain(words.title);
      }
      expect(await see(`/partnerships/${talks.id}`, as)).toMatch(/Disputes 1 is open · since/);
      const timeline = await see(`/partnerships/${talks.id}/timeline`, as);
      expect(timeline).toContain('A dispute was raised.');
      expect(timeline).not.toContain(words.title);
    }
  });

  it('waits on the desk of the other side, and begins to be talked about', async () => {
    expect(await desk(peer)).toContain(`${words.title}: a dispute was raised with you`);
    expect(await desk(third)).not.toContain(words.title);
    expect(await see(`${path}/step`, peer)).toContain('From now on the sides have 14 days');
    expect((await send(`${path}/step`, { from: 'raised', reason: '' }, peer)).status).toBe(303);
    expect(await see(path, lead)).toMatch(/Harvest group went up a step: Direct talk\./);
    expect(await desk(peer)).not.toContain(words.title);
  });

  it('goes up earlier only with a reason, and nobody who sends the form late climbs two steps', async () => {
    const bare = await send(`${path}/step`, { from: 'direct', reason: '' }, lead);
    expect(bare.status).toBe(422);
    expect(bare.text).toContain('Write why');
    const late = await send(`${path}/step`, { from: 'raised', reason: 'Go' }, lead);
    expect(late.text).toContain('taken to another step meanwhile');
    expect(await see(path, lead)).not.toContain('Talk with help.');
  });

  it('is given more time once both sides agree, and not sooner', async () => {
    expect(
      (await send(`${path}/time`, { day: await town.inDays(10), reason: 'Holidays' }, lead)).text,
    ).toContain('after the present end');
    const asked = await send(`${path}/time`, { day: await town.inDays(40), reason: 'Holidays' }, lead);
    expect(asked.status).toBe(303);
    expect(await see(path, lead)).not.toContain('All sides agreed');
    expect(await desk(peer)).toContain(`${words.title}: the other side asks you something`);
    const offer = `${path}/offers/${await lastOf(town, 'dispute_offer', path)}`;
    expect((await send(offer, { answer: 'no', reason: '' }, peer)).text).toContain('Write why not');
    expect((await send(offer, { answer: 'yes' }, lead)).text).toContain('answered already');
    expect((await send(offer, { answer: 'yes' }, third)).status).toBe(404);
    await sayYes(town, path, peer);
    expect(await see(path, lead)).toContain('All sides agreed: this step goes on until');
    expect((await send(offer, { answer: 'yes' }, peer)).text).toContain('answered or replaced');
  });

  it('keeps a log of facts, beside which each side says how it sees them, and in which nobody changes anything', async () => {
    expect(
      (await send(`${path}/notes`, { text: 'We meet', day: await town.inDays(3) }, lead)).text,
    ).toContain('Write a day that has come');
    const met = { text: 'We met in the kitchen.', day: await town.inDays(-2) };
    expect((await send(`${path}/notes`, met, peer)).status).toBe(303);
    expect((await send(`${path}/notes`, { text: 'I called both.', day: '' }, talks.facilitator)).status).toBe(
      303,
    );
    const entry = await lastOf(town, 'dispute_entry', path);
    expect((await send(`${path}/log/${entry}`, { text: '' }, lead)).text).toContain('Write how you see it');
    expect((await send(`${path}/log/${entry}`, { text: 'It was short.' }, lead)).status).toBe(303);
    expect((await send(`${path}/log/${entry}`, { text: 'Mine' }, talks.facilitator)).status).toBe(403);
    expect(await see(path, peer)).toMatch(/I called both\..*It was short\. Food Office sees it so/);
    for (const table of ['dispute', 'dispute_entry', 'dispute_view', 'dispute_offer'])
      for (const statement of [`update ${table} set text = 'x'`, `delete from ${table}`]) {
        const tried = town.database.change(await town.scopeFor(lead), ({ db }) =>
          sql.raw(statement).execute(db),
        );
        await expect(tried, statement).rejects.toThrow(/permission denied|does not exist/);
      }
  });

  it('proposes the next step to both sides when its time is over, in the log, on desks and to all', async () => {
    await noteRunOut(town.house);
    expect(await see(path, lead)).not.toContain('The time was over');
    await town.moveTime('41 days');
    await noteRunOut(town.house);
    await noteRunOut(town.house);
    await town.settle();
    const page = await see(path, lead);
    // Said once, and once more to who only hears what an entry offers.
    expect(page.match(/The time was over: Direct talk\./g)).toHaveLength(2);
    expect(page).toContain('Go up to the next one, agree on more time');
    for (const as of [lead, peer]) expect(await desk(as)).toContain('the time for this step is over');
    expect(await see(`/partnerships/${talks.id}/timeline`, third)).toContain('the time of a step was over');
    expect((await send(`${path}/step`, { from: 'direct', reason: '' }, lead)).status).toBe(303);
  });

  it('is led by somebody whom both sides accept', async () => {
    expect(await desk(peer)).toContain(`${words.title}: propose who helps`);
    const choice = await see(`${path}/helper`, lead);
    expect(choice).toMatch(/Facilitator \w+, facilitates/);
    expect(choice).not.toContain('Lead of Harvest group');
    expect((await send(`${path}/helper`, { person: '', name: '' }, lead)).text).toContain('Name somebody');
    expect((await send(`${path}/helper`, { person: peer, name: '' }, lead)).text).toContain('is of no side');
    await send(`${path}/helper`, { person: third, reason: 'Calm' }, lead);
    expect(await status(path, third)).toBe(404);
    await sayYes(town, path, peer);
    expect(await see(path, third)).toContain(words.happened);
    expect(await desk(third)).toContain(`${words.title}: you help in this dispute`);
    expect((await send(`${path}/notes`, { text: 'Both spoke.', day: '' }, third)).status).toBe(303);
    for (const act of ['step', 'settlement', 'time', 'helper'])
      expect(await status(`${path}/${act}`, third), act).toBe(403);
  });

  it('whoever helps goes on doing so with the account that they have later', async () => {
    const account = await talks.join('Third, with an account', 'observer');
    const succession = { partnership: talks.id, guest: third, account };
    await town.database.system((tx) => moveHelp(tx, succession));
    expect(await status(path, third)).toBe(404);
    expect(await see(path, account)).toContain(words.happened);
    await town.database.system((tx) => moveHelp(tx, { ...succession, guest: account, account: third }));
  });

  it('is brought to a mediator from outside, whom both have named', async () => {
    await goUpTo(town, path, 'mediator', peer);
    expect((await send(`${path}/helper`, { person: third, name: '' }, peer)).text).toContain('is of no side');
    await send(`${path}/helper`, { name: 'Ada Berg, Mediation House' }, peer);
    await sayYes(town, path, lead);
    expect(await see(path, lead)).toContain('Ada Berg, Mediation House helps.');
  });

  it('is settled in the words that every side has confirmed', async () => {
    const agreed = { text: 'We pay in turn, from July on.', review: await town.inDays(60) };
    expect((await send(`${path}/settlement`, { ...agreed, review: '1.1.2020' }, lead)).text).toContain(
      'a day that lies ahead',
    );
    await send(`${path}/settlement`, { ...agreed, text: 'Harvest group pays.' }, lead);
    const first = await lastOf(town, 'dispute_offer', path);
    const no = { answer: 'no', reason: 'Not alone' };
    expect((await send(`${path}/offers/${first}`, no, peer)).status).toBe(303);
    expect(await see(path, lead)).toContain('did not confirm what is agreed. Not alone');
    await send(`${path}/settlement`, agreed, peer);
    await sayYes(town, path, lead);
    await town.settle();
    expect(await see(path, peer)).toMatch(/The dispute is settled\. What was agreed We pay in turn/);
    expect((await town.get(`${path}/step`, { as: lead })).location).toBe(path);
    expect(await see(home, third)).toContain('No dispute is open');
    expect(await see(`/partnerships/${talks.id}/timeline`, third)).toContain('A dispute is over.');
  });

  it('is rated by each side alone, and shown to the sides once all have answered', async () => {
    for (const as of [lead, peer]) expect(await desk(as)).toContain(`${words.title}: was it fair?`);
    expect((await send(`${path}/fairness`, {}, lead)).text).toContain('Choose one');
    expect((await send(`${path}/fairness`, { fair: 'partly' }, lead)).status).toBe(303);
    expect((await send(`${path}/fairness`, { fair: 'yes' }, lead)).text).toContain('said it already');
    expect(await see(path, peer)).toContain('1 of 2 sides have said it');
    expect(await see(path, peer)).not.toContain('In part');
    await send(`${path}/fairness`, { fair: 'no' }, peer);
    for (const as of [lead, peer])
      expect(await see(path, as)).toMatch(/Food Office In part Harvest group No/);
    for (const as of [talks.facilitator, third]) expect(await see(path, as)).not.toContain('In part');
    expect((await send(`${path}/fairness`, { fair: 'no' }, talks.facilitator)).status).toBe(403);
  });

  it('comes back on the day on which the agreement is looked at again', async () => {
    expect(await desk(lead)).not.toContain(words.title);
    await town.moveTime('98 days');
    expect(await desk(lead)).toContain(`${words.title}: look at the agreement again`);
    expect((await send(`${path}/look`, { text: 'It carries.', review: '' }, lead)).status).toBe(303);
    expect(await desk(lead)).not.toContain(words.title);
    expect(await see(path, peer)).toContain('Food Office looked at the agreement again. It carries.');
  });
});

describe('row 57: how else a dispute ends', () => {
  it('all partners decide it, and that is what ends it', async () => {
    const path = await raise(town, talks, { title: 'Which door' });
    expect((await town.get(`${path}/decision`, { as: lead })).location).toBe(path);
    await goUpTo(town, path, 'decision', lead);
    expect((await town.get(`${path}/step`, { as: lead })).location).toBe(path);
    const form = (await town.get(`${path}/decision`, { as: lead })).html;
    expect(form).toContain('Food Office and Harvest group disagree about: Which door.');
    expect(await see(path, lead)).toContain('Leave the partnership');
    const proposal = {
      title: 'Which door',
      text: 'We use the blue door.',
      day: await town.inDays(9),
      time: '12:00',
    };
    const put = async () => {
      expect((await send(`${path}/decision`, proposal, lead)).status).toBe(303);
      const { rows } = await town.database.outer.query(
        'select id from decision order by at desc, id desc limit 1',
      );
      return rows[0].id as string;
    };
    const count = async (decision: string, stance: Record<string, string>) => {
      const voice = `/partnerships/${talks.id}/decisions/${decision}/voice`;
      for (const as of [lead, peer, third])
        expect((await send(voice, { version: '1', ...stance }, as)).status).toBe(303);
      await endNow(town, decision);
      await settleEnded(town);
      await town.settle();
    };
    const first = await put();
    expect((await town.get(`${path}/decision`, { as: lead })).location).toBe(path);
    expect(await see(path, lead)).toContain('It is being decided by all: Which door');
    await count(first, { stance: 'objection', reason: 'It sticks' });
    expect(await see(path, lead)).toContain('All partners were asked, and nothing was decided.');
    await count(await put(), { stance: 'consent' });
    expect(await see(path, peer)).toContain('All partners decided it. The dispute is over.');
    expect((await send(`${path}/settlement`, { text: 'x' }, lead)).location).toBe(path);
  });

  it('who raised it takes it back, asked first', async () => {
    const path = await raise(town, talks, { title: 'A loud bell' });
    expect(await see(path, lead)).toContain('Take the dispute back?');
    expect(await see(path, peer)).not.toContain('Take the dispute back?');
    expect((await send(`${path}/withdrawal`, {}, peer)).status).toBe(403);
    expect((await send(`${path}/withdrawal`, {}, lead)).status).toBe(303);
    expect(await see(path, peer)).toContain('Food Office took the dispute back.');
    expect((await send(`${path}/withdrawal`, {}, lead)).text).toContain('This dispute is over');
  });

  it('a partnership sets its own days beforehand, and they count for steps that begin then', async () => {
    const days = { raised: '3', direct: '4', facilitated: '5', mediator: '6', decision: '7' };
    expect((await send(`${home}/days`, { ...days, direct: '0' }, lead)).text).toContain('from 1 to 365');
    expect((await send(`${home}/days`, days, talks.observer)).status).toBe(403);
    const path = await raise(town, talks, { title: 'Cold plates' });
    expect((await send(`${home}/days`, days, talks.facilitator)).status).toBe(303);
    const due = async () => {
      const { rows } = await town.database.outer.query(
        `select round(extract(epoch from due_at - app_now()) / 86400)::int as days from dispute_entry
         where dispute_id = $1 order by number desc limit 1`,
        [idOf(path)],
      );
      return rows[0].days as number;
    };
    expect(Math.abs((await due()) - 7)).toBeLessThanOrEqual(1);
    await goUpTo(town, path, 'direct', lead);
    expect(Math.abs((await due()) - 4)).toBeLessThanOrEqual(1);
  });

  it('a facilitator who is of a side sees what a side sees, and another one helps', async () => {
    const office = talks.partners[0]!.id;
    await town.addMembership(talks.facilitator, office, 'deputy');
    const mine = await raise(town, talks, { title: 'Dry towels', with: [office] }, peer);
    expect(await see(mine, talks.facilitator)).toContain('Dry towels');
    await goUpTo(town, mine, 'facilitated', peer);
    expect(await see(`${mine}/helper`, peer)).not.toContain(', facilitates');
    const other = await talks.join('Another facilitator', 'facilitator');
    expect(await see(`${mine}/helper`, peer)).toContain('Another facilitator');
    expect(await see(`${mine}/helper`, peer)).toContain(', facilitates');
    expect((await send(`${mine}/notes`, { text: 'I listened.', day: '' }, other)).status).toBe(303);
    await town.database.outer.query('delete from membership where person_id = $1 and space_id = $2', [
      talks.facilitator,
      office,
    ]);
  });

  it('does not let who facilitates help where it is about how they do', async () => {
    const path = await raise(town, talks, { title: 'Late papers', about: 'facilitation' });
    expect(await see(path, talks.facilitator)).toContain('Late papers');
    expect((await send(`${path}/notes`, { text: 'No.', day: '' }, talks.facilitator)).status).toBe(403);
    await goUpTo(town, path, 'facilitated', lead);
    expect(await see(`${path}/helper`, lead)).not.toContain(', facilitates');
  });

  it('for a side without people who facilitates writes down what it says, with how it was told', async () => {
    const silent = await foundPartnership(town, {
      name: 'Lake Talks',
      partners: [{ name: 'Anglers' }, { name: 'Swimmers', people: [] }],
    });
    const angler = silent.partners[0]!.lead!;
    const path = await raise(town, silent, { title: 'The jetty' });
    await goUpTo(town, path, 'direct', angler);
    await send(`${path}/settlement`, { text: 'Mornings for one, evenings for the other.' }, angler);
    const offer = `${path}/offers/${await lastOf(town, 'dispute_offer', path)}`;
    const swimmers = silent.partners[1]!.id;
    expect(await desk(silent.facilitator)).toContain('The jetty: write down the answer of Swimmers');
    expect((await send(offer, { answer: 'yes', partner: swimmers }, angler)).status).toBe(403);
    const bare = await send(
      offer,
      { answer: 'yes', partner: swimmers, on: await town.inDays(0) },
      silent.facilitator,
    );
    expect(bare.text).toContain('Choose how you were told');
    const told = { answer: 'yes', partner: swimmers, how: 'phone', on: await town.inDays(0) };
    expect((await send(offer, told, silent.facilitator)).status).toBe(303);
    expect(await see(path, angler)).toMatch(/The dispute is settled/);
    expect(await see(path, angler)).toContain('told on the phone on');
    const fair = { fair: 'yes', partner: swimmers, how: 'visit', on: await town.inDays(0) };
    expect((await send(`${path}/fairness`, fair, silent.facilitator)).status).toBe(303);
    expect((await send(`${path}/fairness`, fair, silent.facilitator)).text).toContain('said it already');
  });

  it('a side that leaves ends it, and where others remain what they agreed holds', async () => {
    const four = await foundPartnership(town, {
      name: 'Bread Talks',
      partners: [{ name: 'Bakers' }, { name: 'Millers' }, { name: 'Farmers' }, { name: 'Shops' }],
    });
    const [bakers, millers] = four.partners;
    const path = await raise(town, four, {
      title: 'Flour',
      with: four.partners.slice(1, 3).map(({ id }) => id),
    });
    await goUpTo(town, path, 'direct', bakers!.lead!);
    await send(`${path}/settlement`, { text: 'Less salt.' }, bakers!.lead!);
    await sayYes(town, path, millers!.lead!);
    const leave = async (n: number) => {
      const { id, lead } = four.partners[n]!;
      const { status } = await send(`/partnerships/${four.id}/partners/${id}/removal`, { reason: '' }, lead!);
      expect(status).toBe(303);
      await town.settle();
    };
    expect(await see(path, bakers!.lead!)).not.toContain('is settled');
    await leave(2);
    expect(await see(path, bakers!.lead!)).toContain('The dispute is settled.');
    const other = await raise(town, four, { title: 'Salt' });
    await leave(1);
    expect(await see(other, bakers!.lead!)).toContain('Millers left the partnership. The dispute is over.');
  });

  it('is only read where the partnership has ended', async () => {
    const path = await raise(town, talks, { title: 'The last crumb' });
    await runOutNow(town, path);
    await town.database.outer.query(
      `update partnership set ended_at = now() - interval '1 day' where id = $1`,
      [talks.id],
    );
    await noteRunOut(town.house);
    const page = await see(path, lead);
    expect(page).toContain('The last crumb');
    expect(page).not.toContain('The time was over');
    for (const act of ['step', 'notes', 'settlement', 'time'])
      expect(await status(`${path}/${act}`, lead)).toBe(403);
    expect(await status(`${home}/new`, lead)).toBe(403);
  });
});
