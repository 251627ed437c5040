import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settleRelations } from './instruments/continuity/testing.ts';
import { settleDecisions } from './instruments/decisions/testing.ts';
import { settleDifferences } from './instruments/differences/testing.ts';
import { settleConcerned } from './instruments/engage/testing.ts';
import { settleFit } from './instruments/fit/testing.ts';
import { settleGates } from './instruments/gate/testing.ts';
import { settleGroups } from './instruments/groups/testing.ts';
import { settleMovingOn } from './instruments/moving-on/testing.ts';
import { foundPartnership } from './instruments/partnerships/testing.ts';
import { settlePast } from './instruments/past/testing.ts';
import { settleTransition } from './instruments/transition/testing.ts';
import { openTestTown, type TestTown } from './testing.ts';
import { type Filled, filledForm, theirsBeside } from './testing-forms.ts';
import { settleTwoHalves } from './testing-two-of-each.ts';

/**
 * Every form of something that two people can change. Both open it, both save something else: the second one sees
 * both, and saves again knowing it. `id` of the field where a page has several forms with one of the same name.
 */
type Changed = {
  name: string;
  /** The page, and where its form leads if that is not the page itself. */
  page: string;
  action?: string;
  as: readonly [first: string, second: string];
  field: string;
  id?: string;
  /** Without a second value the second one leaves this field as it was: the other's is in it when it comes back. */
  values: readonly [first: string | string[], second?: string | string[]];
  /** How the first one's value is read beside the field, where it is not written out. */
  read?: string;
  /** What has to be typed besides. */
  besides?: Record<string, string>;
};

let town: TestTown;
const forms = new Map<string, Changed>();

const names = [
  'a text',
  'a text: the day',
  'a text: what it notices',
  'a partnership',
  'a page in another language',
  'a role',
  'a role: its stage',
  'a group',
  'who links a group',
  'a to-do',
  'a to-do: who does it',
  'a milestone',
  'a milestone: who answers for it',
  'a voice',
  'what was decided together',
  'the days of a dispute',
  'a word to go or hold',
  'what is to be settled',
  'what is to be settled: by whom',
  'a word to the end',
  'where a partner stands',
  'where a partner stands: why',
  'how options are weighed',
  'how goals fit',
  'a claim of a benefit',
  'a claim of a benefit: its target',
  'a claim of a benefit: who checks',
  'a moment',
  'how a partner sees a group',
  'an earlier attempt',
  'who holds a relation',
  'who holds a relation: until when',
  'what a partner tells of itself',
  'an organisation',
  'an organisation: what is ticked',
  'a contact',
  'a contact: languages',
  'what is decided',
  'a rule of the city',
  'a rule of the city: what it is about',
  'what applies of a rule',
  'a goal',
  'a goal: strategies',
  'a training session',
  'a way to decide',
  'a way to decide: what can be said',
  'an ally',
  'a value card',
  'the guide in the city’s words',
  'the city',
  'the city: its size',
  'who may join',
  'closed days',
  'the look',
  'a legal text',
  'the liaison desk',
  'an own sign-in',
  'an own sign-in: its domain',
];

beforeAll(async () => {
  town = await openTestTown();
  const { people, halves, city } = await settleTwoHalves(town);
  const { own, foreign } = halves;
  const talks = await foundPartnership(town);
  const administrators = [people.administrator, await town.addAdministrator('Second')] as const;
  const colleagues = [people.lead, people.contact] as const;
  const leads = [talks.partners[0]!.lead, talks.partners[1]!.lead] as const;
  const facilitators = [talks.facilitator, await talks.join('Second facilitator', 'facilitator')] as const;
  const inside = `/partnerships/${talks.id}`;
  const made = async (path: string, form: Record<string, string>) => {
    const { status, location } = await town.post(`${inside}${path}`, form, { as: leads[0] });
    expect(status, path).toBe(303);
    return location!;
  };
  const idOf = async (table: string) =>
    (await town.database.outer.query(`select id from ${table} order by id desc limit 1`)).rows[0]
      .id as string;

  const text = await made('/texts', { title: 'Our vision', from: 'vision' });
  const role = await made('/roles', { title: 'Recorder', purpose: 'Writes down', months: '3' });
  const owner = `person:${leads[0]}`;
  const soon = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
  await made('/to-dos', { text: 'Visit the growers', owner, due: soon });
  await made('/timeline', { text: 'First soup', day: '3.3.2024' });
  const claim = {
    kind: 'own',
    claim: 'It costs less',
    who: 'All of us',
    indicator: 'Euros a meal',
    unit: 'euros',
  };
  const aims = { baselineWords: 'Four euros', target: '3.50', checkOn: soon, checker: owner };
  const benefit = await made('/benefits', { ...claim, ...aims });
  const toDo = `${inside}/to-dos/${await idOf('to_do')}`;
  const moment = `${inside}/timeline/${await idOf('moment')}`;
  const deputy = await talks.join('Deputy', 'deputy', talks.partners[0]!.id);
  const { openedgate } = await settleGates(town, talks);
  const standing = `${inside}/gate/${openedgate}/outcomes/${talks.partners[0]!.id}`;
  const ruleInside = `${inside}/framework/${city.provision}`;
  const said = { version: '1', says: 'not-ours', words: 'We sign nothing' };
  await made(`/framework/${city.provision}`, said);
  const option = await settleDifferences(town, talks);
  const goal = await settleFit(town, talks);
  const { proposal, milestone: planned } = await settleTransition(town, talks);
  const { ending, item } = await settleMovingOn(town, talks);
  const { decision, decided } = await settleDecisions(town, talks);
  const { group: circle } = await settleGroups(town, talks);
  const milestone = `${inside}/transition/plan/${planned}`;
  const settled = `${inside}/moving-on/items/${item}`;
  const goOrHold = `${inside}/transition/proposals/${proposal}/words`;
  const theEnd = `${inside}/moving-on/proposals/${ending}/words`;
  const objection = { choice: 'objection', reason: 'Not like this' };
  for (const word of [goOrHold, theEnd])
    expect((await town.post(word, objection, { as: leads[0] })).status).toBe(303);
  await made('/public/versions', { what: 'We cook' });
  const { concerned } = await settleConcerned(town, talks);
  const { attempt } = await settlePast(town, talks);
  const { relation, holder } = await settleRelations(town, talks);
  const held = `${inside}/continuity/${relation}/holders/${holder}`;
  const tells = `${inside}/statements/partners/${talks.partners[0]!.id}`;
  const department = `/organisations/${own.department.slug}`;
  const group = `/organisations/${own.group.slug}`;

  const all: Changed[] = [
    {
      name: 'a text',
      page: `${text}/frame`,
      as: facilitators,
      field: 'title',
      values: ['Our soup', 'Our bread'],
    },
    {
      name: 'a text: the day',
      page: `${text}/frame`,
      as: facilitators,
      field: 'reason',
      values: ['It is spring', 'We are more'],
    },
    {
      name: 'a text: what it notices',
      page: `${text}/occasions`,
      action: `${text}/occasions/noticed`,
      as: facilitators,
      field: 'joined',
      values: ['yes'],
    },
    {
      name: 'a partnership',
      page: `${inside}/edit`,
      as: facilitators,
      field: 'purpose',
      values: ['Meals\nfor all', 'Meals from nearby for all'],
    },
    {
      name: 'a page in another language',
      page: `${inside}/public/translations/de`,
      as: leads,
      field: 'what',
      values: ['Wir kochen', 'Wir backen'],
    },
    {
      name: 'a role',
      page: `${role}/edit`,
      as: leads,
      field: 'duties',
      values: ['Sends it at once', 'Keeps it'],
    },
    {
      name: 'a role: its stage',
      page: `${role}/edit`,
      as: leads,
      field: 'stage',
      values: ['design', 'learn'],
      read: 'while we design',
    },
    {
      name: 'a group',
      page: `${inside}/groups/${circle}/edit`,
      as: facilitators,
      field: 'decides',
      values: ['What is bought', 'Who cooks'],
    },
    {
      name: 'who links a group',
      page: `${inside}/groups/${circle}`,
      action: `${inside}/groups/${circle}/links`,
      as: facilitators,
      field: 'lead',
      values: [facilitators[0], talks.partners[2]!.lead],
      read: 'Facilitator',
    },
    {
      name: 'a to-do',
      page: toDo,
      as: leads,
      field: 'text',
      values: ['Call the growers', 'See the growers'],
    },
    {
      name: 'a to-do: who does it',
      page: toDo,
      as: leads,
      field: 'owner',
      values: [`partner:${talks.partners[2]!.id}`, `person:${leads[1]}`],
      read: 'Canteens Ltd, nobody named yet',
    },
    {
      name: 'a milestone',
      page: milestone,
      as: leads,
      field: 'what',
      values: ['Ten canteens', 'Twenty canteens'],
    },
    {
      name: 'a milestone: who answers for it',
      page: milestone,
      as: leads,
      field: 'owner',
      values: [`partner:${talks.partners[2]!.id}`, `person:${leads[1]}`],
      read: 'Canteens Ltd, nobody named yet',
    },
    {
      name: 'a voice',
      page: `${inside}/decisions/${decision}/voice`,
      as: [leads[0], deputy],
      field: 'reason',
      values: ['Soup is good', 'Soup is cheap'],
    },
    {
      name: 'what was decided together',
      page: `${inside}/decisions/${decided}/outcome`,
      as: facilitators,
      field: 'text',
      values: ['A salad', 'Two salads'],
      besides: { because: 'It is summer' },
    },
    {
      name: 'the days of a dispute',
      page: `${inside}/disputes/days`,
      as: facilitators,
      field: 'direct',
      values: ['10', '12'],
    },
    {
      name: 'a word to go or hold',
      page: goOrHold,
      as: [leads[0], deputy],
      field: 'reason',
      values: ['Too early', 'Nobody has time'],
    },
    {
      name: 'what is to be settled',
      page: settled,
      as: leads,
      field: 'what',
      values: ['A list of names', 'A list of all'],
    },
    {
      name: 'what is to be settled: by whom',
      page: settled,
      as: leads,
      field: 'taker',
      values: [talks.partners[2]!.id, talks.partners[1]!.id],
      read: 'Canteens Ltd',
    },
    {
      name: 'a word to the end',
      page: theEnd,
      as: [leads[0], deputy],
      field: 'reason',
      values: ['Who pays?', 'Who keeps the list?'],
    },
    {
      name: 'where a partner stands',
      page: standing,
      as: [leads[0], deputy],
      field: 'choice',
      values: ['talk', 'opposition'],
      read: 'Talk only',
    },
    {
      name: 'where a partner stands: why',
      page: standing,
      as: [leads[0], deputy],
      field: 'reason',
      values: ['Our council decides in May', 'Our council has decided'],
    },
    {
      name: 'how options are weighed',
      page: `${inside}/differences/${option.difference}/weighing`,
      as: [leads[0], deputy],
      field: `w-${option.option}-${option.criterion}`,
      values: ['2', '0'],
      read: 'Well',
    },
    {
      name: 'how goals fit',
      page: `${inside}/fit/own/rating`,
      as: [leads[0], deputy],
      field: `says-${goal.own}-${goal.common}`,
      values: ['supports', 'neutral'],
      read: 'Supports our goal',
    },
    {
      name: 'a claim of a benefit',
      page: `${benefit}/edit`,
      as: leads,
      field: 'claim',
      values: ['It costs much less', 'It costs a little less'],
    },
    {
      name: 'a claim of a benefit: its target',
      page: `${benefit}/edit`,
      as: leads,
      field: 'target',
      values: ['3.25', '3.10'],
    },
    {
      name: 'a claim of a benefit: who checks',
      page: `${benefit}/edit`,
      as: leads,
      field: 'checker',
      values: [`partner:${talks.partners[2]!.id}`, `person:${leads[1]}`],
      read: 'Canteens Ltd, nobody named yet',
    },
    {
      name: 'a moment',
      page: moment,
      as: [leads[0], talks.facilitator],
      field: 'text',
      values: ['Second soup', 'Third soup'],
    },
    {
      name: 'how a partner sees a group',
      page: `${inside}/engage/${concerned}`,
      action: `${inside}/engage/${concerned}/ratings`,
      as: [leads[0], deputy],
      field: 'why',
      values: ['They are never asked', 'They are asked too late'],
    },
    {
      name: 'an earlier attempt',
      page: `${inside}/past/attempts/${attempt}`,
      as: [leads[0], talks.facilitator],
      field: 'ended',
      values: ['The money was gone', 'Nobody came'],
    },
    {
      name: 'who holds a relation',
      page: held,
      as: leads,
      field: 'department',
      values: ['Parks and lakes', 'Parks and roads'],
    },
    {
      name: 'who holds a relation: until when',
      page: held,
      as: leads,
      field: 'ends',
      values: ['election'],
    },
    {
      name: 'what a partner tells of itself',
      page: `${tells}/edit`,
      action: tells,
      as: [leads[0], deputy],
      field: 'expertise',
      values: ['Soil', 'Soil and seeds'],
    },
    {
      name: 'an organisation',
      page: `${department}/card`,
      as: colleagues,
      field: 'summary_en',
      values: ['Roads and squares', 'Roads and bridges'],
    },
    {
      name: 'an organisation: what is ticked',
      page: `${department}/card`,
      as: colleagues,
      field: 'mailboxShared',
      values: ['yes'],
    },
    {
      name: 'a contact',
      page: `${department}/contact`,
      as: colleagues,
      field: 'role_en',
      values: ['Head of roads', 'Roads desk'],
    },
    {
      name: 'a contact: languages',
      page: `${department}/contact`,
      as: colleagues,
      field: 'languages',
      values: [['en', 'de'], 'en'],
      read: 'German',
    },
    {
      name: 'what is decided',
      page: `${department}/responsibilities/${own.responsibility}`,
      as: colleagues,
      field: 'text_en',
      values: ['Roads and canals', 'Roads and paths'],
    },
    {
      name: 'a rule of the city',
      page: `/framework/${city.provision}/edit`,
      as: administrators,
      field: 'meaning_en',
      values: ['One signs', 'Three sign'],
    },
    {
      name: 'a rule of the city: what it is about',
      page: `/framework/${city.provision}/edit`,
      as: administrators,
      field: 'kind',
      values: ['policy', 'forms'],
      read: 'Policy',
    },
    {
      name: 'what applies of a rule',
      page: ruleInside,
      as: leads,
      field: 'words',
      values: ['We sign alone', 'Nobody signs'],
    },
    {
      name: 'a goal',
      page: `/goals/${city.goal}/edit`,
      as: administrators,
      field: 'target_en',
      values: ['More trees by 2040', '1,000 trees'],
    },
    {
      name: 'a goal: strategies',
      page: `/goals/${city.goal}/edit`,
      as: administrators,
      field: 'strategies',
      values: [['reuse', 'repair'], ['reduce']],
      read: 'Repair',
    },
    {
      name: 'a training session',
      page: `/training/${city.training}/edit`,
      as: administrators,
      field: 'place',
      values: ['Library on the river', 'School hall'],
    },
    {
      name: 'a way to decide',
      page: `/settings/ways/${city.way}/edit`,
      as: administrators,
      field: 'days',
      values: ['20', '30'],
    },
    {
      name: 'a way to decide: what can be said',
      page: `/settings/ways/${city.way}/edit`,
      as: administrators,
      field: 'stances',
      values: [
        ['whole-hearted', 'do-not-like'],
        ['whole-hearted', 'serious-disagreement'],
      ],
      read: 'A whole-hearted yes',
    },
    {
      name: 'an ally',
      page: `${group}/allies/${own.ally}`,
      as: colleagues,
      field: 'openness',
      values: ['curious', 'ally'],
      read: 'Curious',
    },
    {
      name: 'a value card',
      page: `/value-cards/${own.card}/edit`,
      as: colleagues,
      field: 'expertise',
      values: ['Wood and stone', 'Wood and clay'],
    },
    {
      name: 'the guide in the city’s words',
      page: '/settings/guide/vision/en',
      as: administrators,
      field: 'text-name',
      values: ['Our aim', 'Where to'],
    },
    {
      name: 'the city',
      page: '/settings/city',
      as: administrators,
      field: 'limits_de',
      values: ['Keine Häuser', 'Keine Brücken'],
    },
    {
      name: 'the city: its size',
      page: '/settings/city',
      as: administrators,
      field: 'sizeBand',
      values: ['large', 'small'],
      read: 'Large',
    },
    {
      name: 'who may join',
      page: '/settings/joining',
      as: administrators,
      field: 'domains',
      values: ['a.test', 'b.test'],
    },
    {
      name: 'closed days',
      page: '/settings/days',
      as: administrators,
      field: 'days',
      values: ['25.12.2036', '26.12.2036'],
    },
    {
      name: 'the look',
      page: '/settings/look',
      as: administrators,
      field: 'theme',
      values: ['havn'],
    },
    {
      name: 'a legal text',
      page: '/settings/texts/imprint',
      as: administrators,
      field: 'text_en',
      values: ['Ours', 'Written by us'],
    },
    {
      name: 'the liaison desk',
      page: '/settings/liaison',
      as: administrators,
      field: 'unit',
      values: [foreign.department.slug],
    },
  ];
  const signIn = `/spaces/${own.department.id}/sign-in`;
  const coLeads = [
    people.lead,
    await town.addPerson('Co-lead', { space: own.department.id, role: 'lead' }),
  ] as const;
  const ownSignIn = { page: signIn, as: coLeads };
  all.push(
    {
      ...{ ...ownSignIn, name: 'an own sign-in', action: `${signIn}/service`, field: 'joins' },
      values: ['member'],
    },
    {
      ...{ ...ownSignIn, name: 'an own sign-in: its domain', action: `${signIn}/domain`, field: 'domain' },
      values: ['a.example', 'b.example'],
    },
  );
  for (const one of all) forms.set(one.name, one);
  expect([...forms.keys()]).toEqual(names);
});
afterAll(() => town.close());

describe('two change the same', () => {
  it.each(names)('%s: the second sees both, and saves again', async (name) => {
    const { page, action = page, as, field, id = field, values, read, besides } = forms.get(name)!;
    const [first, second] = as;
    const open = async (reader: string) => ({
      ...filledForm((await town.get(page, { as: reader })).html, action),
      ...besides,
    });
    const holds = (form: Filled) => [form[field] ?? []].flat();
    const [one, other] = [await open(first), await open(second)];
    expect(one._stood, 'the form tells what it was made from').toBeDefined();

    const saved = await town.post(action, { ...one, [field]: values[0] }, { as: first });
    expect(saved.status, saved.html.slice(0, 3_000)).toBe(303);
    const mine = values[1] === undefined ? other : { ...other, [field]: values[1] };
    const both = await town.post(action, mine, { as: second });
    expect(both.status, both.html.slice(0, 3_000)).toBe(409);
    expect(both.html).toContain('Somebody else has changed this meanwhile');
    const theirs = read ?? (values[1] === undefined ? 'It is in the field already' : values[0]);
    expect(theirsBeside(both.html, id)).toContain(theirs);
    const again = filledForm(both.html, action);
    const wanted = [values[1] ?? values[0]].flat();
    expect(holds(again)).toEqual(wanted);
    expect(holds(await open(first)), 'nothing is saved yet').toEqual([values[0]].flat());

    const twice = await Promise.all([1, 2].map(() => town.post(action, again, { as: second })));
    expect(twice.map(({ status }) => status)).toEqual([303, 303]);
    expect(twice[0]!.location).toBe(twice[1]!.location);
    expect(holds(await open(second))).toEqual(wanted);
  });
});
