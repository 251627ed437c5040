import { settleRelations } from './instruments/continuity/testing.ts';
import { settleDifferences } from './instruments/differences/testing.ts';
import { settleConcerned } from './instruments/engage/testing.ts';
import { settleFit } from './instruments/fit/testing.ts';
import type { FoundedPartnership } from './instruments/partnerships/testing.ts';
import { settlePast, tried } from './instruments/past/testing.ts';
import { answer } from './instruments/rounds/testing.ts';
import { settleStatements } from './instruments/statements/testing.ts';
import { idOf, send, settleTransition } from './instruments/transition/testing.ts';
import type { TestTown } from './testing.ts';

/** Days as they are typed, by the clocks of the city. */
export type Days = Record<'today' | 'soon' | 'later' | 'far', string>;

export const daysOf = async (town: TestTown): Promise<Days> => ({
  today: await town.inDays(0),
  soon: await town.inDays(30),
  later: await town.inDays(60),
  far: await town.inDays(90),
});

/** Something in each room that has one sheet, and beside it what a partner keeps to itself or took out. */
export async function fillRooms(town: TestTown, talks: FoundedPartnership, days: Days): Promise<void> {
  const at = `/partnerships/${talks.id}`;
  const [first, second, third] = talks.partners.map(({ lead }) => lead) as [string, string, string];
  const post = (path: string, form: Record<string, string>, as = first) =>
    send(town, `${at}/${path}`, form, as);
  const toDo = (text: string) => ({ text, owner: `person:${first}`, due: days.soon });
  for (const text of ['Taste *all* soups', 'Wash up', 'Sell the pots']) {
    await post('to-dos', toDo(text));
    const id = await idOf(town, 'to_do', talks.id);
    if (text === 'Wash up') await post(`to-dos/${id}/done`, {});
    if (text === 'Sell the pots') await post(`to-dos/${id}/removal`, {});
  }
  const role = { title: 'Recorder', purpose: 'Writes', powers: 'Decides how\nand asks', months: '3' };
  await post('roles', { ...role, title: 'Speaker' });
  await post('roles', role);
  const held = `roles/${await idOf(town, 'role', talks.id)}`;
  for (const person of [second, first]) {
    await post(`${held}/proposal`, { person, reason: 'Writes well' }, person);
    for (const as of [first, second, third]) await post(`${held}/consents`, { choice: 'yes' }, as);
    const passed = { handOver: person === second ? 'The key is under the mat' : '', growth: '' };
    await post(`${held}/term`, passed, person);
    if (person === second) await post(`${held}/ending`, {}, person);
  }
  await settleTransition(town, talks);
  const plan = { what: 'The soup is known', known: 'People ask', owner: `person:${second}`, due: days.later };
  await post('transition/plan', plan);
  const milestone = await idOf(town, 'milestone', talks.id);
  await post(`transition/plan/${milestone}/outcome`, { as: 'missed', note: 'It rained' });
  const gain = {
    kind: 'reach',
    claim: 'More families come',
    who: 'Families in the north',
    indicator: 'Families at the table',
    unit: 'families',
    baseline: '1,250.50',
    baselineOn: days.today,
    baselineSource: 'The list at the door',
    baselineWords: '',
    target: '2000',
    targetWords: 'Every table full',
    checkOn: days.soon,
    checker: `person:${second}`,
  };
  await post('benefits', gain);
  const check = {
    verdict: 'partly',
    measured: '1500',
    measuredWords: '',
    evidence: 'The list',
    learnt: 'Ask',
    againOn: days.far,
  };
  await post(`benefits/${await idOf(town, 'benefit', talks.id)}/checks`, {
    ...check,
    seen: '0',
    version: '1',
  });
  await settleStatements(town, talks);
  const { difference, option } = (await settleDifferences(town, talks)) as {
    difference: string;
    option: string;
  };
  const way = { kind: 'test', option, text: 'In one canteen', sign: 'Plates', day: days.later };
  await post(`differences/${difference}/ways`, way);
  const matters = { aim: '1', matters: 'No more work for *cooks*' };
  await answer(town, `${at}/rounds/${difference}`, first, matters);
  const put = await idOf(town, 'difference_way', talks.id, `kind = 'test'`);
  for (const as of [first, second])
    await post(`differences/${difference}/word`, { way: put, word: 'yes' }, as);
  await post(`differences/${difference}/word`, { way: put, word: 'no', reason: 'No *target* holds' }, third);
  await settleConcerned(town, talks);
  await settlePast(town, talks);
  await post('past/attempts', { ...tried, years: '1990', what: 'A soup kitchen' });
  await settleRelations(town, talks);
  const { common, peerown, fall } = (await settleFit(town, talks)) as Record<
    'common' | 'peerown' | 'fall',
    string
  >;
  await post(`fit/falls/${fall}/talk`, { talk: 'We open a second door' });
  const pair = `${peerown}-${common}`;
  const tension = { [`says-${pair}`]: 'tension', [`why-${pair}`]: 'Prices rise', [`share-${pair}`]: 'yes' };
  await post('fit/own/rating', tension, second);
  await town.settle();
}
