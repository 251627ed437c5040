import { settleGates, wholeAnswer } from './instruments/gate/testing.ts';
import { type FoundedPartnership, foundPartnership } from './instruments/partnerships/testing.ts';
import { settleRounds } from './instruments/rounds/testing.ts';
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
export function idsFor(route: string, ids: Ids): Ids {
  if (route.includes('/for/:partner')) return { ...ids, partner: ids.silent! };
  if (route.includes('/gate/:gate/outcomes')) return { ...ids, gate: ids.openedgate! };
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
    const inside = 'POST /partnerships/:id/texts';
    return {
      [inside]: { title: 'Our vision', from: 'vision' },
      [`${inside}/:text/frame`]: { title: 'How we talk', day: soon },
      [`${inside}/:text/answers`]: yes(ids.block),
      [`${inside}/:text/blocks`]: { heading: 'Where', text: 'In the town hall.' },
      [`${inside}/:text/blocks/:block/versions`]: { heading: 'Often', text: 'Each week.', base: '1' },
      [`${inside}/:text/blocks/:block/comments`]: { text: 'Why?', version: '1' },
    };
  },

  async (town, { at, people, ids }) => {
    const moment = { text: 'First soup', day: '1.6.2020' };
    await sent(town, `${at}/timeline`, moment, people.lead!);
    ids.moment = await idOf(town, 'moment', 'space_id = $1', [ids.id!]);
    const inside = 'POST /partnerships/:id/timeline';
    return { [inside]: moment, [`${inside}/:moment`]: moment };
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
];
