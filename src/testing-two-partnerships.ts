import { settleAdoptions } from './instruments/adoptions/testing.ts';
import { inWords, settleRelations } from './instruments/continuity/testing.ts';
import { settleDecisions } from './instruments/decisions/testing.ts';
import { settleDelegation } from './instruments/delegation/testing.ts';
import { settleDifferences } from './instruments/differences/testing.ts';
import { words as disputed, settleDisputes } from './instruments/disputes/testing.ts';
import { seen, settleConcerned } from './instruments/engage/testing.ts';
import { settleFit } from './instruments/fit/testing.ts';
import { settleGates, wholeAnswer } from './instruments/gate/testing.ts';
import { settleGroups } from './instruments/groups/testing.ts';
import { settleMovingOn } from './instruments/moving-on/testing.ts';
import { type FoundedPartnership, foundPartnership } from './instruments/partnerships/testing.ts';
import { settlePast, tried } from './instruments/past/testing.ts';
import { settleRounds, settleSets } from './instruments/rounds/testing.ts';
import { settleStatements } from './instruments/statements/testing.ts';
import { wholeAnswer as strategyAnswer } from './instruments/strategy/testing.ts';
import { wholeAnswer as structureAnswer } from './instruments/structure/testing.ts';
import { settleTransition } from './instruments/transition/testing.ts';
import type { TestTown } from './testing.ts';

export type Couple = Awaited<ReturnType<typeof settleTwoPartnerships>>;
/** What one partnership has of everything that an address inside it can name: `:round` is `ids.round`. */
export type Ids = Record<string, string>;
type Forms = Record<string, Record<string, string | string[]>>;
type Half = { at: string; founded: FoundedPartnership; people: Record<string, string>; ids: Ids };

/** A day that lies ahead, whenever this is run, as people type it. */
const soon = dayIn(60);
const later = dayIn(120);

/** Two partnerships with everything that an address can name, once in each. */
export async function settleTwoPartnerships(town: TestTown) {
  const settle = async (name: string) => {
    const founded = await foundPartnership(town, { name });
    const [first, second] = founded.partners as unknown as [{ id: string }, { id: string }];
    const people = {
      facilitator: founded.facilitator,
      observer: founded.observer,
      lead: founded.partners[0]!.lead,
      member: await founded.join('Member', 'member', first.id),
      watcher: await founded.join('Watcher', 'observer', first.id),
      peer: founded.partners[1]!.lead,
    };
    const ids: Ids = { id: founded.id, partner: first.id, peer: second.id };
    const half = { at: `/partnerships/${founded.id}`, founded, people, ids };
    const forms: Forms = {};
    for (const furnish of rooms) Object.assign(forms, await furnish(town, half));
    return { people, ids, forms };
  };
  const own = await settle('Canteen Talks');
  const foreign = await settle('Street Repair');
  return {
    own,
    foreign,
    outsider: await town.addPerson('Outsider'),
    administrator: await town.addAdministrator(),
  };
}

/** Ids by which an address is found that needs another thing than most: a round or gate that is open, a partner without people. */
export function idsFor(route: string, all: Ids): Ids {
  const ids = route.includes('/for/:partner') ? { ...all, partner: all.silent! } : all;
  if (/\/decisions\/:decision\/(outcome|reopening|reading|proof|taking-off|experience)/.test(route))
    return { ...ids, decision: ids.decided! };
  if (route.includes('/delegation/decided/:decided')) return { ...ids, decided: ids.bydecision! };
  if (route.includes('/adoptions/:decision')) return { ...ids, decision: ids.adopting! };
  if (route.endsWith('/texts/:text/adoption')) return { ...ids, text: ids.decidedtext! };
  if (route.endsWith('/objections/:objection/consent'))
    return { ...ids, decision: ids.askedOf!, objection: ids.asked! };
  if (route.includes('/objections/:objection')) return { ...ids, decision: ids.objected! };
  const ladder = /\/disputes\/:dispute\/(helper|decision|look|fairness)/.exec(route);
  if (ladder) {
    const of = { helper: 'helped', decision: 'deciding', look: 'laid', fairness: 'laid' }[ladder[1]!];
    return { ...ids, dispute: ids[of!]! };
  }
  if (route.endsWith('/looks')) return { ...ids, difference: ids.settleddifference! };
  if (route.includes('/moving-on/proposals/')) return { ...ids, proposal: ids.ending! };
  if (route.includes('/gate/:gate/outcomes')) return { ...ids, gate: ids.openedgate! };
  const room = /\/(strategy|structure)\/:round(\/text)?/.exec(route);
  if (room) return { ...ids, round: ids[`${room[2] ? 'opened' : ''}${room[1]}`]! };
  return /\/rounds\/:round\/(marks|notes|comparison)/.test(route) ? { ...ids, round: ids.opened! } : ids;
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('.');
}

async function idOf(town: TestTown, table: string, where: string, values: string[]): Promise<string> {
  const { rows } = await town.database.outer.query(
    `select id from ${table} where ${where} order by id desc limit 1`,
    values,
  );
  if (!rows[0]) throw new Error(`No row in ${table}`);
  return rows[0].id;
}

async function sent(town: TestTown, path: string, form: Record<string, string | string[]>, as: string) {
  const { status, html } = await town.post(path, form, { as });
  if (status !== 303) throw new Error(`${path} answered ${status}\n${html.slice(0, 3_000)}`);
}

/**
 * Each room puts into a partnership what its addresses name, and tells the forms that its routes accept from those
 * who may send them.
 */
const rooms: readonly ((town: TestTown, half: Half) => Promise<Forms>)[] = [
  async (town, { at, founded, people, ids }) => {
    const colleague = { email: `colleague.${founded.id}@people.test`, role: 'member', language: 'en' };
    await sent(town, `${at}/partners/${ids.partner}/invitations`, colleague, people.lead!);
    const within = (space: string, person: string) =>
      idOf(town, 'membership', 'space_id = $1 and person_id = $2', [space, person]);
    ids.invitation = await idOf(town, 'partner_invitation', 'space_id = $1', [founded.id]);
    ids.membership = await within(ids.partner!, people.member!);
    ids.participant = await within(founded.id, people.observer!);
    const inside = 'POST /partnerships/:id';
    const invited = { language: 'en', note: '' };
    return {
      [`${inside}/edit`]: { name: 'Canteens', purpose: 'Meals from nearby', place: '' },
      [`${inside}/invitations`]: { role: 'lead', invited: 'new@people.test', ...invited },
      [`${inside}/partners`]: { name: 'Market women', kind: 'community' },
      [`${inside}/partners/:partner/invitations`]: { email: 'one@people.test', role: 'member', ...invited },
      [`${inside}/partners/:partner/recording`]: { name: 'Market women', kind: 'community' },
      [`${inside}/partners/:partner/people/:membership/role`]: { role: 'deputy' },
    };
  },

  async (town, { at, people, ids }) => {
    const toDo = { text: 'Taste', owner: `person:${people.lead}`, due: '1.6.2030' };
    await sent(town, `${at}/to-dos`, toDo, people.lead!);
    ids.todo = await idOf(town, 'to_do', 'space_id = $1', [ids.id!]);
    const inside = 'POST /partnerships/:id/to-dos';
    return { [inside]: toDo, [`${inside}/:todo`]: toDo };
  },

  async (town, { at, founded, people, ids }) => {
    const role = { title: 'Recorder', purpose: 'Writes', months: '3' };
    await sent(town, `${at}/roles`, role, people.lead!);
    ids.role = await idOf(town, 'role', 'space_id = $1', [ids.id!]);
    // Somebody holds it, and somebody else is proposed for after them.
    const leads = [people.lead!, people.peer!, founded.partners[2]!.lead];
    const choice = { reason: 'Writes well' };
    const propose = (person: string) =>
      sent(town, `${at}/roles/${ids.role}/proposal`, { person, ...choice }, person);
    await propose(people.lead!);
    for (const as of leads) await sent(town, `${at}/roles/${ids.role}/consents`, { choice: 'yes' }, as);
    await propose(people.facilitator!);
    const inside = 'POST /partnerships/:id/roles';
    return {
      [inside]: role,
      [`${inside}/:role/edit`]: role,
      [`${inside}/:role/nominations`]: { person: people.lead!, ...choice },
      [`${inside}/:role/proposal`]: { person: people.lead!, ...choice },
      [`${inside}/:role/answer`]: { answer: 'yes' },
      [`${inside}/:role/consents`]: { choice: 'yes' },
      [`${inside}/:role/term`]: { handOver: 'The key is under the mat', growth: '' },
    };
  },

  async (town, { founded, people, ids }) => {
    Object.assign(ids, await settleGroups(town, founded));
    const inside = 'POST /partnerships/:id/groups';
    const group = { name: 'Kitchen', purpose: 'Cooks', decides: '', review: soon };
    return {
      [inside]: group,
      [`${inside}/:group/edit`]: group,
      [`${inside}/:group/links`]: { lead: people.lead!, representative: people.peer! },
      [`${inside}/:group/people`]: { person: people.member! },
      [`${inside}/:group/people/leaving`]: { person: people.peer! },
    };
  },

  async (town, { founded, ids }) => {
    Object.assign(ids, await settleRounds(town, founded));
    const inside = 'POST /partnerships/:id/rounds';
    const at = { day: soon, time: '12:00' };
    const answer = { q1: 'Meals from nearby', version: '1' };
    return {
      [inside]: { title: 'Shared vision', q1: 'What?', who: [ids.partner!, ids.peer!], opens: 'all', ...at },
      [`${inside}/:round/date`]: { ...at, reason: 'Holidays' },
      [`${inside}/:round/partners`]: { who: [ids.third!] },
      [`${inside}/:round/answer`]: { ...answer, go: 'seal' },
      [`${inside}/:round/draft`]: answer,
      [`${inside}/:round/seal`]: { version: '1' },
      [`${inside}/:round/for/:partner`]: { how: 'phone', on: '1.1.2026', q1: 'Fewer cars' },
      [`${inside}/:round/marks`]: { kind: 'shared', question: 'q1', label: 'Food', words: '' },
      [`${inside}/:round/marks/:mark/passages`]: { words: 'from nearby' },
      [`${inside}/:round/marks/:mark/voice`]: { so: 'yes' },
      [`${inside}/:round/notes`]: { note: 'And on Sundays' },
    };
  },

  // A text that is agreed once, with a section more that is talked about.
  async (town, { at, founded, people, ids }) => {
    const leads = [people.lead!, people.peer!, founded.partners[2]!.lead];
    const [lead, peer] = leads as [string, string];
    await sent(town, `${at}/texts`, { title: 'How we talk', from: 'empty', headings: 'Openly' }, lead);
    ids.text = await idOf(town, 'document', 'space_id = $1', [ids.id!]);
    const text = `${at}/texts/${ids.text}`;
    const block = () => idOf(town, 'document_block', 'space_id = $1', [ids.id!]);
    const agreed = await block();
    const words = { heading: 'Openly', text: 'Each says what they think.', base: '0' };
    await sent(town, `${text}/blocks/${agreed}/versions`, words, lead);
    const yes = (to: string) => ({ [`answer-${to}`]: 'yes', [`version-${to}`]: '1' });
    for (const as of leads) await sent(town, `${text}/answers`, yes(agreed), as);
    // One partner has no people here: the facilitator writes down its word.
    const forSilent = { ...yes(agreed), partner: ids.silent!, how: 'phone', on: '1.3.2020' };
    await sent(town, `${text}/answers`, forSilent, people.facilitator!);
    await sent(town, `${text}/blocks`, { heading: 'Often', text: 'Each month.' }, lead);
    ids.block = await block();
    await sent(town, `${text}/blocks/${ids.block}/comments`, { text: 'Or weekly?', version: '1' }, peer);
    ids.comment = await idOf(town, 'block_comment', 'space_id = $1', [ids.id!]);
    await sent(town, `${text}/occasions`, { event: 'The council changes', sign: '' }, lead);
    ids.occasion = await idOf(town, 'document_occasion', 'space_id = $1', [ids.id!]);
    await sent(town, `${text}/occasions/${ids.occasion}/happenings`, { what: 'It has' }, lead);
    ids.happening = await idOf(town, 'document_happening', 'space_id = $1', [ids.id!]);
    const inside = 'POST /partnerships/:id/texts';
    return {
      [inside]: { title: 'Our vision', from: 'vision' },
      [`${inside}/:text/frame`]: { title: 'How we talk', day: soon },
      [`${inside}/:text/occasions`]: { event: 'A goal is missed', sign: '' },
      [`${inside}/:text/occasions/:occasion/happenings`]: { what: 'It has' },
      [`${inside}/:text/answers`]: yes(ids.block),
      [`${inside}/:text/blocks`]: { heading: 'Where', text: 'In the town hall.' },
      [`${inside}/:text/blocks/:block/versions`]: { heading: 'Often', text: 'Each week.', base: '1' },
      [`${inside}/:text/blocks/:block/comments`]: { text: 'Why?', version: '1' },
    };
  },

  async (town, { at, people, ids }) => {
    await sent(town, `${at}/path/history/choices`, { says: 'aside', reason: 'We are new' }, people.lead!);
    ids.element = 'history';
    return { 'POST /partnerships/:id/path/:element/choices': { says: 'next' } };
  },

  async (town, { at, people, ids }) => {
    const moment = { text: 'First soup', day: '1.6.2020' };
    await sent(town, `${at}/timeline`, moment, people.lead!);
    ids.moment = await idOf(town, 'moment', 'space_id = $1', [ids.id!]);
    const inside = 'POST /partnerships/:id/timeline';
    return { [inside]: moment, [`${inside}/:moment`]: moment };
  },

  async (town, { founded, ids }) => {
    Object.assign(ids, await settleDifferences(town, founded, ids.silent));
    const inside = 'POST /partnerships/:id/differences';
    const one = `${inside}/:difference`;
    return {
      [inside]: { title: 'Who decides', about: '', opens: 'all', day: soon, time: '12:00' },
      [`${one}/options`]: { option: 'Each for itself', needs: '' },
      [`${one}/criteria`]: { criterion: 'It is quick' },
      [`${one}/weighing`]: { [`w-${ids.option}-${ids.criterion}`]: '2' },
      [`${one}/ways`]: { kind: 'apart', text: 'We go on', day: soon },
      [`${one}/word`]: { way: ids.way!, word: 'yes' },
      [`${one}/looks`]: { seen: 'It carries', day: soon },
    };
  },

  async (town, { founded, ids }) => {
    Object.assign(ids, await settleFit(town, founded));
    const inside = 'POST /partnerships/:id/fit';
    const says = (own: string) => ({ [`says-${own}-${ids.common}`]: 'neutral' });
    return {
      [`${inside}/goals`]: { goal: 'Fair prices' },
      [`${inside}/falls/:fall/talk`]: { talk: 'We open a second door' },
      [`${inside}/own/goals`]: { goal: 'More members' },
      [`${inside}/own/rating`]: { ...says(ids.own!), ...says(ids.peerown!) },
    };
  },

  async (town, { founded, ids }) => {
    Object.assign(ids, await settleGates(town, founded));
    const inside = 'POST /partnerships/:id/gate';
    const at = { day: later, time: '12:00' };
    const answer = { ...wholeAnswer, version: '1' };
    return {
      [inside]: { about: '', opens: 'all', ...at },
      [`${inside}/:gate/date`]: { ...at, reason: 'Holidays' },
      [`${inside}/:gate/partners`]: { who: [ids.third!] },
      [`${inside}/:gate/answer`]: { ...answer, go: 'seal' },
      [`${inside}/:gate/draft`]: answer,
      [`${inside}/:gate/seal`]: { version: '1' },
      [`${inside}/:gate/for/:partner`]: { ...wholeAnswer, how: 'phone', on: '1.1.2026' },
      [`${inside}/:gate/outcomes/:partner`]: { choice: 'opposition', review: soon, reason: '' },
      [`${inside}/:gate/outcomes/:partner/consent`]: { outcome: ids.outcome!, side: 'partner', yes: 'yes' },
    };
  },

  // The city's, and noted here.
  async (town, { at, people, ids }) => {
    const form = { kind: 'signing', title_en: 'Two sign', meaning_en: 'Both do' };
    const { rows } = await town.database.outer.query('select id from provision limit 1');
    if (!rows[0]) {
      const keeper = await town.addAdministrator('Keeper');
      await sent(town, '/framework', form, keeper);
      // The city keeps the administrators that it had.
      await town.database.outer.query('update membership set until = app_now() where person_id = $1', [
        keeper,
      ]);
    }
    ids.provision = await idOf(town, 'provision', 'true', []);
    const inside = `${at}/framework/${ids.provision}`;
    const said = { version: '1', says: 'differs', words: 'One signs', allowedBy: 'The mayor' };
    await sent(town, inside, said, people.lead!);
    return {
      'POST /partnerships/:id/framework': { read: `${ids.provision}:1` },
      'POST /partnerships/:id/framework/:provision': said,
    };
  },

  // Rooms that ask the same questions everywhere: one round that is closed, and one that is open.
  async (town, { founded, ids }) => {
    const at = { day: later, time: '12:00' };
    const forms: Forms = {};
    const rooms = { strategy: strategyAnswer, structure: structureAnswer };
    for (const [name, whole] of Object.entries(rooms)) {
      Object.assign(ids, await settleSets(town, founded, name, whole));
      const inside = `POST /partnerships/:id/${name}`;
      const answer = { ...whole, version: '1' };
      Object.assign(forms, {
        [inside]: { about: '', opens: 'all', ...at },
        [`${inside}/:round/date`]: { ...at, reason: 'Holidays' },
        [`${inside}/:round/partners`]: { who: [ids.third!] },
        [`${inside}/:round/answer`]: { ...answer, go: 'seal' },
        [`${inside}/:round/draft`]: answer,
        [`${inside}/:round/seal`]: { version: '1' },
        [`${inside}/:round/for/:partner`]: { ...whole, how: 'phone', on: '1.1.2026' },
      });
    }
    const sheet = { kinds: 'business', 'weight-means': '1', method: 'call', tie: 'mutual' };
    forms['POST /partnerships/:id/strategy/:round/text'] = sheet;
    forms['POST /partnerships/:id/structure/:round/text'] = { chosen: 'joint', reasons: 'We can' };
    return forms;
  },

  async (town, { at, people, ids }) => {
    const benefit = {
      kind: 'own',
      claim: 'It costs less',
      who: 'All of us',
      indicator: 'Euros a meal',
      baselineWords: 'It costs more',
      targetWords: 'It costs less',
      checkOn: soon,
      checker: `person:${people.lead}`,
    };
    await sent(town, `${at}/benefits`, benefit, people.lead!);
    ids.benefit = await idOf(town, 'benefit', 'space_id = $1', [ids.id!]);
    const inside = 'POST /partnerships/:id/benefits';
    const check = { verdict: 'unclear', seen: '0', version: '1' };
    return { [inside]: benefit, [`${inside}/:benefit/edit`]: benefit, [`${inside}/:benefit/checks`]: check };
  },

  async (town, { founded, people, ids }) => {
    Object.assign(ids, await settleTransition(town, founded));
    const inside = 'POST /partnerships/:id/transition';
    const owner = `person:${people.lead}`;
    const milestone = { what: 'Ten canteens', known: 'We count', owner };
    return {
      [`${inside}/checks`]: { ticked: ['risks'] },
      [`${inside}/round`]: { day: later, time: '12:00' },
      [`${inside}/proposals`]: { choice: 'go', text: 'Now' },
      [`${inside}/proposals/:proposal/words`]: { choice: 'yes' },
      [`${inside}/plan`]: { ...milestone, due: soon },
      [`${inside}/plan/:milestone`]: milestone,
      [`${inside}/plan/:milestone/date`]: { due: later, reason: 'Holidays' },
      [`${inside}/plan/:milestone/steps`]: { text: 'Buy pans', owner, due: soon },
      [`${inside}/plan/:milestone/outcome`]: { as: 'reached' },
    };
  },

  async (town, { founded, ids }) => {
    Object.assign(ids, await settleAdoptions(town, founded));
    const chosen = { way: 'consent', days: '9', quorum: '1', because: 'Silence stops us' };
    return {
      'POST /partnerships/:id/adoptions': chosen,
      'POST /partnerships/:id/texts/:text/adoption': { sections: ids.decidedblock! },
    };
  },

  async (town, { founded, ids }) => {
    Object.assign(ids, await settleDecisions(town, founded));
    const inside = 'POST /partnerships/:id/decisions';
    const rules = { results: 'open', quorum: '2', day: soon, time: '12:00' };
    return {
      [inside]: { way: 'dots', title: 'Where to begin', options: 'Schools\nHomes', ...rules },
      [`${inside}/:decision/voice`]: { version: '1', stance: 'consent' },
      [`${inside}/:decision/wording`]: { text: 'One soup a week.', because: 'Two were many', base: '1' },
      [`${inside}/:decision/later`]: { day: later, time: '12:00', reason: 'Holidays' },
      [`${inside}/:decision/promise`]: { promise: 'asked', because: 'The law decides' },
      [`${inside}/:decision/experience`]: { level: 'asked' },
      [`${inside}/:decision/stage`]: { stage: 'shape', day: later, time: '12:00', reason: 'Words first' },
      [`${inside}/:decision/objections/:objection`]: { reason: 'We try it' },
      [`${inside}/:decision/objections/:objection/consent`]: {},
      [`${inside}/:decision/reopening`]: { because: 'It snowed', text: 'None', day: later, time: '12:00' },
      [`${inside}/:decision/outcome`]: { text: 'One salad each week.', because: 'As we said', review: later },
      [`${inside}/:decision/reading`]: { statement: ids.statement! },
      [`${inside}/:decision/talk`]: { text: 'And bread?' },
      [`${inside}/:decision/talk/:said`]: { text: 'And what of bread?' },
      [`${inside}/:decision/talk/:said/taking-back`]: { taken: 'yes' },
    };
  },

  async (town, { founded, ids }) => {
    Object.assign(ids, await settleDelegation(town, founded));
    const inside = 'POST /partnerships/:id/delegation';
    const salt = { title: 'Salt', text: 'From the sea.', because: 'It is near', amount: '5' };
    return {
      [`${inside}/rules`]: { kind: 'daily', area: 'Rota', who: 'all' },
      [`${inside}/rules/:rule/removal`]: {},
      [`${inside}/change`]: {},
      [`${inside}/asking`]: { review: later },
      [`${inside}/decided`]: { rule: ids.limit!, ...salt },
    };
  },

  async (town, { founded, ids }) => {
    Object.assign(ids, await settleDisputes(town, founded));
    const inside = 'POST /partnerships/:id/disputes';
    const days = { raised: '3', direct: '4', facilitated: '5', mediator: '6', decision: '7' };
    return {
      [inside]: { ...disputed, with: [ids.third!] },
      [`${inside}/days`]: days,
      [`${inside}/:dispute/step`]: { from: 'raised', reason: 'We wait' },
      [`${inside}/:dispute/settlement`]: { text: 'Each pays half.', review: later },
      [`${inside}/:dispute/time`]: { day: later, reason: 'Holidays' },
      [`${inside}/:dispute/helper`]: { name: 'Ada Berg, Mediation House' },
      [`${inside}/:dispute/notes`]: { text: 'We met.', day: '' },
      [`${inside}/:dispute/decision`]: { title: 'The pot', text: 'Both cook.', day: later, time: '12:00' },
      [`${inside}/:dispute/look`]: { text: 'It carries.', review: later },
      [`${inside}/:dispute/offers/:offer`]: { answer: 'yes' },
      [`${inside}/:dispute/log/:entry`]: { text: 'It was short.' },
      [`${inside}/:dispute/fairness`]: { fair: 'yes' },
    };
  },

  async (town, { founded, ids }) => {
    Object.assign(ids, await settleMovingOn(town, founded));
    const { rows } = await town.database.outer.query('select changed_at from moving_on_item where id = $1', [
      ids.item,
    ]);
    const inside = 'POST /partnerships/:id/moving-on';
    return {
      [`${inside}/proposals`]: { choice: 'close', text: 'It is done' },
      [`${inside}/proposals/:proposal/words`]: { choice: 'yes' },
      [`${inside}/round`]: { day: later, time: '12:00' },
      [`${inside}/thanks`]: { [`to-${ids.partner}`]: 'For all' },
      [`${inside}/ending`]: { reason: 'Life happens' },
      [`${inside}/items`]: { kind: 'asset', what: 'A pot' },
      [`${inside}/items/:item`]: { what: 'A list' },
      [`${inside}/items/:item/yes`]: { seen: rows[0].changed_at.toISOString() },
      [`${inside}/items/:item/words`]: { says: 'open', reason: 'Nobody knows' },
    };
  },

  async (town, { at, people, ids }) => {
    await sent(town, `${at}/public/versions`, { what: 'We cook', sections: [ids.text!] }, people.lead!);
    ids.version = await idOf(town, 'public_version', 'space_id = $1', [ids.id!]);
    ids.locale = 'de';
    const inside = 'POST /partnerships/:id/public';
    return {
      [`${inside}/versions`]: { what: 'We cook together' },
      [`${inside}/versions/:version/answers`]: { answer: 'yes' },
      [`${inside}/names`]: { yes: 'yes' },
      [`${inside}/removal`]: { reason: 'It is wrong' },
      [`${inside}/translations/:locale`]: { what: 'Wir kochen' },
    };
  },

  async (town, { founded, ids }) => {
    Object.assign(ids, await settleConcerned(town, founded));
    const inside = 'POST /partnerships/:id/engage';
    return {
      [inside]: { name: 'Bus drivers', ...seen },
      [`${inside}/missing`]: { nobody: 'yes' },
      [`${inside}/:concerned/ratings`]: seen,
      [`${inside}/:concerned/decisions`]: { does: 'nothing', reason: 'In spring' },
    };
  },

  async (town, { founded, ids }) => {
    Object.assign(ids, await settlePast(town, founded));
    const inside = 'POST /partnerships/:id/past';
    const said = { hurt: 'The bill', need: 'A word' };
    return {
      [`${inside}/attempts`]: tried,
      [`${inside}/attempts/:attempt`]: tried,
      [`${inside}/hurt`]: { day: later, time: '12:00' },
      [`${inside}/hurt/:hurt/date`]: { day: later, time: '12:00', reason: 'Holidays' },
      [`${inside}/hurt/:hurt/partners`]: { who: [ids.third!] },
      [`${inside}/hurt/:hurt/answer`]: { ...said, version: '1', go: 'seal' },
      [`${inside}/hurt/:hurt/draft`]: { ...said, version: '1' },
      [`${inside}/hurt/:hurt/seal`]: { version: '1' },
      [`${inside}/hurt/:hurt/for/:partner`]: { ...said, how: 'phone', on: '1.1.2026' },
    };
  },

  async (town, { founded, ids }) => {
    Object.assign(ids, await settleRelations(town, founded));
    const inside = 'POST /partnerships/:id/continuity';
    return {
      [inside]: { partner: ids.partner!, toName: 'Mill' },
      [`${inside}/elections`]: { what: 'Region', day: later },
      [`${inside}/:relation/holders`]: { ...inWords, roleName: 'Head of roads' },
      [`${inside}/:relation/holders/:holder`]: { department: 'Parks and lakes', ends: 'open' },
    };
  },

  async (town, { founded, ids }) => {
    Object.assign(ids, await settleStatements(town, founded));
    const inside = 'POST /partnerships/:id/statements';
    const said = { outcome: '1', learnt: 'Start earlier' };
    return {
      [`${inside}/partners/:partner`]: { expertise: 'Soil', go: 'keep' },
      [`${inside}/trials`]: { what: 'Bread', who: 'Both', until: later, knownBy: 'Crumbs' },
      [`${inside}/look-back/:lookback/date`]: { day: later, time: '12:00', reason: 'Holidays' },
      [`${inside}/look-back/:lookback/partners`]: { who: [ids.third!] },
      [`${inside}/look-back/:lookback/answer`]: { ...said, version: '1', go: 'seal' },
      [`${inside}/look-back/:lookback/draft`]: { ...said, version: '1' },
      [`${inside}/look-back/:lookback/seal`]: { version: '1' },
      [`${inside}/look-back/:lookback/for/:partner`]: { ...said, how: 'phone', on: '1.1.2026' },
    };
  },
];
