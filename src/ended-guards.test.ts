import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settleAdoptions } from './instruments/adoptions/testing.ts';
import { settleRelations } from './instruments/continuity/testing.ts';
import { settleDecisions } from './instruments/decisions/testing.ts';
import { settleDelegation } from './instruments/delegation/testing.ts';
import { settleDifferences } from './instruments/differences/testing.ts';
import { settleDisputes } from './instruments/disputes/testing.ts';
import { settleConcerned } from './instruments/engage/testing.ts';
import { settleFit } from './instruments/fit/testing.ts';
import { settleGates } from './instruments/gate/testing.ts';
import { settleGroups } from './instruments/groups/testing.ts';
import { settleMovingOn } from './instruments/moving-on/testing.ts';
import { type FoundedPartnership, foundPartnership } from './instruments/partnerships/testing.ts';
import { settlePast } from './instruments/past/testing.ts';
import { proposeIn } from './instruments/public-page/testing.ts';
import { settleRounds } from './instruments/rounds/testing.ts';
import { settleStatements } from './instruments/statements/testing.ts';
import { beginVision, sectionsOf } from './instruments/texts/testing.ts';
import { settleTransition } from './instruments/transition/testing.ts';
import { newId } from './platform/id.ts';
import { openTestTown, type TestTown } from './testing.ts';

// A partnership that has ended is read, and nothing is added to it or changed in it: not by raw SQL either, under the
// role of somebody who could a moment before.
let town: TestTown;
let talks: FoundedPartnership;
let writings: { line: string; as: string; statement: ReturnType<typeof sql> }[];
const people: Record<string, string> = {};
let read: Record<string, number>;
let membership: string;
const refused = '42501';

const tables = [
  ...[
    'document',
    'document_block',
    'block_version',
    'block_comment',
    'block_adoption',
    'round',
    'round_partner',
  ],
  ...['round_mark', 'sealed_answer', 'gate_outcome', 'role', 'role_proposal', 'to_do', 'moment', 'partner'],
  ...['provision_note'],
  ...[
    'document_occasion',
    'document_happening',
    'difference_option',
    'difference_criterion',
    'difference_way',
  ],
  ...['difference_word', 'difference_outcome', 'fit_goal', 'fit_summary'],
  ...['consent_proposal', 'transition_check', 'milestone', 'milestone_move', 'milestone_step'],
  ...['moving_on_item', 'moving_on_thanks', 'public_version'],
  ...['concerned', 'concerned_rating', 'concerned_missing', 'concerned_decision', 'attempt'],
  ...['relation', 'relation_holder', 'election_day', 'statement', 'trial'],
  ...['benefit', 'benefit_check', 'decision', 'decision_version', 'decision_option', 'decision_voice'],
  ...['decision_extension', 'decision_statement', 'decision_aside', 'decision_aside_yes'],
  ...['decision_aside_word', 'decision_reopening', 'decision_step', 'decision_acknowledgement'],
  ...['decision_publication', 'decision_move', 'decision_fallback', 'decision_promise', 'decision_lived'],
  ...['dispute_clock', 'adoption_terms', 'adoption'],
  ...['working_group', 'circle_link', 'circle_part'],
  ...['delegation', 'delegation_rule', 'delegated_decision'],
  ...['discussion', 'discussion_comment', 'discussion_earlier'],
  ...['journal_entry', 'search_posting'],
];

/** Who writes what, one row each: {name} stands for an id. */
const statements = `
lead: insert into document (id, space_id, kind, title, locale) values (new, {talks}, 'text', 'Ours', 'en')
lead: update document set title = 'Ours' where id = {document}
member: insert into document_block (id, space_id, document_id, position) values (new, {talks}, {document}, 99)
member: update document_block set removed_at = app_now() where id = {empty}
member: insert into block_version (id, space_id, block_id, number, heading, text, by_person) values (new, {talks}, {block}, 2, 'H', 'T', {member})
member: insert into block_comment (id, space_id, block_id, version, text, by_person) values (new, {talks}, {block}, 1, 'x', {member})
member: update block_comment set settled_at = app_now() where block_id = {block}
lead: insert into document_occasion (id, space_id, document_id, kind, event, locale, by_person) values (new, {talks}, {document}, 'event', 'x', 'en', {lead})
lead: update document_occasion set removed_at = app_now() where id = {occasion}
member: insert into document_happening (id, space_id, document_id, occasion_id, text, locale, by_person) values (new, {talks}, {document}, {occasion}, 'x', 'en', {member})
lead: insert into document_look (id, space_id, document_id, by_person) values (new, {talks}, {document}, {lead})
member: insert into difference_option (id, space_id, difference_id, text, locale, by_person) values (new, {talks}, {difference}, 'x', 'en', {member})
member: update difference_option set removed_at = app_now() where id = {option}
member: insert into difference_criterion (id, space_id, difference_id, text, locale, by_person) values (new, {talks}, {difference}, 'x', 'en', {member})
member: insert into difference_weight (id, space_id, difference_id, option_id, criterion_id, partner_id, fits, by_person) values (new, {talks}, {difference}, {option}, {criterion}, {first}, 2, {member})
member: insert into difference_way (id, space_id, difference_id, number, kind, text, review_on, locale, by_person) values (new, {talks}, {difference}, 9, 'apart', 'x', app_now()::date, 'en', {member})
peer: insert into difference_word (id, space_id, way_id, partner_id, yes, locale, by_person) values (new, {talks}, {way}, {second}, true, 'en', {peer})
peer: insert into difference_look (id, space_id, way_id, text, review_on, locale, by_person) values (new, {talks}, {settledway}, 'x', app_now()::date, 'en', {peer})
member: insert into fit_goal (id, space_id, text, locale, by_person) values (new, {talks}, 'x', 'en', {member})
member: update fit_goal set removed_at = app_now() where id = {common}
member: insert into fit_own_goal (id, space_id, text, locale, by_person) values (new, {first}, 'x', 'en', {member})
member: insert into fit_rating (id, space_id, locale, by_person) values (new, {first}, 'en', {member})
lead: insert into fit_talk (id, space_id, summary_id, text, locale, by_person) values (new, {talks}, {fall}, 'x', 'en', {lead})
peer: insert into block_adoption (id, space_id, block_id, version, partner_id, answer, by_person) values (new, {talks}, {block}, 1, {second}, 'yes', {peer})
facilitator: insert into round (id, space_id, title, questions, locale, opens, due_at) values (new, {talks}, 'T', '[]', 'en', 'all', app_now() + interval '9 days')
facilitator: insert into round_partner (id, space_id, round_id, partner_id) values (new, {talks}, {round}, {third})
facilitator: insert into round_extension (id, space_id, round_id, was_due_at, due_at, reason) values (new, {talks}, {round}, app_now(), app_now(), 'x')
facilitator: update round set due_at = due_at + interval '1 day' where id = {round}
lead: update sealed_answer set content = '{"q1": "x"}' where round_id = {round} and space_id = {first}
lead: update sealed_answer set sealed_at = app_now() where round_id = {round} and space_id = {first}
lead: insert into earlier_draft (id, space_id, round_id, content, saved_at) values (new, {first}, {round}, '{}', app_now())
facilitator: insert into sealed_answer (id, space_id, round_id, locale, recorded_by, recorded_how, recorded_on) values (new, {silent}, {round}, 'en', {facilitator}, 'phone', app_now()::date)
lead: insert into round_mark (id, space_id, round_id, question, kind, label, by_partner) values (new, {talks}, {opened}, 'q1', 'shared', 'x', {first})
lead: update round_mark set removed_at = app_now() where id = {mark}
peer: insert into round_voice (id, space_id, mark_id, partner_id, by_person) values (new, {talks}, {mark}, {second}, {peer})
lead: insert into round_passage (id, space_id, mark_id, partner_id, start, stop) values (new, {talks}, {mark}, {first}, 0, 2)
lead: insert into answer_note (id, space_id, round_id, partner_id, text, locale) values (new, {talks}, {opened}, {first}, 'x', 'en')
lead: insert into round_compared (id, space_id, round_id, partner_id) values (new, {talks}, {opened}, {first})
lead: insert into gate_outcome (id, space_id, round_id, partner_id, choice, review_on, locale, by_person) values (new, {talks}, {openedgate}, {first}, 'talk', app_now()::date + 90, 'en', {lead})
facilitator: insert into gate_consent (id, space_id, outcome_id, side, yes, by_person) values (new, {talks}, {outcome}, 'facilitator', true, {facilitator})
member: insert into provision_note (id, space_id, provision_id, version, says, locale, by_person) values (new, {talks}, {provision}, 1, 'as-is', 'en', {member})
member: insert into role (id, space_id, title, purpose, term_months) values (new, {talks}, 'Keeper', 'Keeps', 3)
member: update role set title = 'Keeper' where id = {role}
peer: insert into role_nomination (id, space_id, role_id, partner_id, person_id, reason, by_person) values (new, {talks}, {role}, {second}, {member}, 'x', {peer})
peer: insert into role_consent (id, space_id, proposal_id, partner_id, choice, by_person) values (new, {talks}, {proposal}, {second}, 'yes', {peer})
member: update role_proposal set willing_at = app_now() where id = {proposal}
lead: update role_proposal set closed_at = app_now(), outcome = 'withdrawn' where id = {proposal}
member: insert into to_do (id, space_id, text, due_on) values (new, {talks}, 'x', app_now()::date)
member: update to_do set done_at = app_now() where id = {loose}
member: insert into benefit (id, space_id, kind, claim, who, indicator, check_on, locale, created_by) values (new, {talks}, 'own', 'x', 'x', 'x', app_now()::date, 'en', {member})
member: update benefit set claim = 'Ours', version = 2 where id = {benefit}
peer: update benefit set removed_at = app_now(), removed_by = {peer} where id = {benefit}
member: insert into benefit_earlier (id, space_id, benefit_id, said, by_person) values (new, {talks}, {benefit}, '{}', {member})
peer: insert into benefit_check (id, space_id, benefit_id, verdict, locale, by_person) values (new, {talks}, {benefit}, 'held', 'en', {peer})
member: insert into moment (id, space_id, text, day, at) values (new, {talks}, 'x', app_now()::date, app_now())
lead: update moment set removed_at = app_now() where space_id = {talks}
member: insert into file (id, space_id, type, bytes, sha256, width, height) values (new, {talks}, 'image/jpeg', 1, 'x', 1, 1)
lead: update partner set name = 'Ours' where id = {first}
lead: insert into partner_invitation (id, space_id, partner_id, email, role, locale, expires_at) values (new, {talks}, {first}, 'a@b.test', 'member', 'en', app_now())
facilitator: insert into membership (id, space_id, person_id, role) values (new, {talks}, {observer}, 'participant')
member: insert into public_version (id, space_id, number, locale, name, what, by_person) values (new, {talks}, 9, 'en', 'Ours', 'x', {member})
lead: insert into public_answer (id, space_id, version_id, partner_id, answer, by_person) values (new, {talks}, {version}, {first}, 'yes', {lead})
lead: insert into public_name (id, space_id, partner_id, yes, by_person) values (new, {talks}, {first}, true, {lead})
member: insert into public_translation (id, space_id, part, locale, text, of, by_person) values (new, {talks}, 'what', 'de', 'x', 'x', {member})
lead: insert into concerned (id, space_id, name, locale, partner_id, recorded, by_person) values (new, {talks}, 'x', 'en', {first}, false, {lead})
member: update concerned set removed_at = app_now() where id = {concerned}
peer: insert into concerned_rating (id, space_id, concerned_id, partner_id, affected, influence, why, locale, recorded, by_person) values (new, {talks}, {concerned}, {second}, 1, 1, 'x', 'en', false, {peer})
peer: insert into concerned_missing (id, space_id, partner_id, named, recorded, by_person) values (new, {talks}, {second}, 0, false, {peer})
peer: insert into concerned_decision (id, space_id, concerned_id, does, locale, by_person) values (new, {talks}, {concerned}, 'talk', 'en', {peer})
lead: insert into attempt (id, space_id, since, what, by_whom, ended, locale, partner_id, by_person) values (new, {talks}, 2000, 'x', 'x', 'x', 'en', {first}, {lead})
lead: update attempt set what = 'x' where id = {attempt}
member: insert into relation (id, space_id, partner_id, to_name, locale, by_person) values (new, {talks}, {first}, 'x', 'en', {member})
member: update relation set removed_at = app_now() where id = {relation}
member: insert into relation_holder (id, space_id, relation_id, role_name, department, ends, by_person) values (new, {talks}, {relation}, 'x', 'x', 'open', {member})
member: update relation_holder set department = 'x' where id = {holder}
member: insert into election_day (id, space_id, day, what, locale, by_person) values (new, {talks}, app_now()::date, 'x', 'en', {member})
member: update election_day set removed_at = app_now() where id = {election}
lead: insert into statement (id, space_id, partner_id, number, words, locale, by_person) values (new, {talks}, {first}, 9, '{}', 'en', {lead})
lead: update statement_draft set words = '{"expertise": "x"}' where space_id = {first}
lead: delete from statement_draft where space_id = {first}
peer: insert into statement_draft (id, space_id, words, locale) values (new, {second}, '{}', 'en')
member: insert into trial (id, space_id, what, who, until, known_by, locale, by_person) values (new, {talks}, 'x', 'x', app_now()::date, 'x', 'en', {member})
member: update trial set removed_at = app_now() where id = {trial}
member: insert into journal_entry (id, space_id, audience, kind, at, content, commitment) values (new, {talks}, 'space', 'x', app_now(), '{}', 'x')
member: insert into search_posting (space_id, audience, locale, word, subject_kind, subject_id, part, weight) values ({talks}, 'space', 'en', 'x', 'text', {document}, 'title', 1)
member: insert into decision (id, space_id, title, locale, process, results, quorum, due_at, by_person) values (new, {talks}, 'x', 'en', '{}', 'open', 1, app_now() + interval '9 days', {member})
lead: update decision set withdrawn_at = app_now() where id = {decision}
lead: insert into decision_version (id, space_id, decision_id, number, text, locale, by_person) values (new, {talks}, {decision}, 2, 'x', 'en', {lead})
peer: insert into decision_voice (id, space_id, decision_id, version, partner_id, stance, locale, by_person) values (new, {talks}, {decision}, 1, {second}, 'consent', 'en', {peer})
lead: insert into decision_aside (id, space_id, decision_id, voice_id, reason, locale, by_person) values (new, {talks}, {objected}, {objection}, 'x', 'en', {lead})
lead: insert into decision_aside_yes (id, space_id, aside_id, partner_id, by_person) values (new, {talks}, {aside}, {first}, {lead})
lead: insert into decision_aside_word (id, space_id, aside_id, partner_id, says, locale, by_person) values (new, {talks}, {aside}, {first}, 'no', 'en', {lead})
lead: insert into decision_extension (id, space_id, decision_id, was_due_at, due_at, reason, locale, by_person) values (new, {talks}, {decision}, app_now(), app_now() + interval '1 day', 'x', 'en', {lead})
lead: insert into decision_promise (id, space_id, decision_id, level, because, locale, by_person) values (new, {talks}, {decision}, 1, 'x', 'en', {lead})
lead: insert into decision_rating (id, space_id, audience, audience_id, decision_id, partner_id, level) values (new, {talks}, 'person', {lead}, {decided}, {first}, 1)
lead: insert into decision_move (id, space_id, decision_id, was, stage, was_due_at, due_at, reason, locale, by_person) select gen_random_uuid(), space_id, id, stage, 'shape', date_trunc('milliseconds', due_at), app_now() + interval '9 days', 'x', 'en', {lead} from decision where id = {decision}
member: insert into adoption_terms (id, space_id, days, quorum, by_person) values (new, {talks}, 9, 1, {member})
lead: insert into decision_statement (id, space_id, decision_id, holds, text, locale, by_person) values (new, {talks}, {decided}, true, 'x', 'en', {lead})
lead: insert into decision_step (id, space_id, decision_id, to_do_id, by_person) values (new, {talks}, {decided}, {spare}, {lead})
peer: insert into decision_acknowledgement (id, space_id, statement_id, partner_id, by_person) values (new, {talks}, {statement}, {second}, {peer})
lead: insert into decision_telling (id, space_id, statement_id, address, locale, by_person) values (new, {talks}, {statement}, 'a@b.test', 'en', {lead})
lead: insert into decision_publication (id, space_id, decision_id, open, by_person) values (new, {talks}, {decided}, false, {lead})
facilitator: insert into working_group (id, space_id, name, purpose, review_on, locale, by_person) values (new, {talks}, 'x', 'x', app_now()::date, 'en', {facilitator})
facilitator: update working_group set purpose = 'x' where id = {group}
facilitator: update circle_link set ended_at = app_now() where circle_id = {below}
facilitator: insert into circle_part (id, space_id, circle_id, person_id, part, by_person) values (new, {talks}, {group}, {member}, 'member', {facilitator})
peer: update circle_part set ended_at = app_now() where circle_id = {group} and person_id = {peer} and part = 'member'
facilitator: update delegation set review_on = app_now()::date + 9 where id = {rules}
facilitator: insert into delegation_rule (id, space_id, delegation_id, kind, area, decider, by_person) values (new, {talks}, {rules}, 'other', 'x', 'all', {facilitator})
facilitator: delete from delegation_rule where id = {rule}
lead: insert into delegated_decision (id, space_id, rule_id, title, text, because, amount, locale, by_person) values (new, {talks}, {limit}, 'x', 'x', 'x', 5, 'en', {lead})
lead: insert into discussion (id, space_id, decision_id) values ({decided}, {talks}, {decided})
member: insert into discussion_comment (id, space_id, discussion_id, text, locale, by_person) values (new, {talks}, {decision}, 'x', 'en', {member})
lead: update discussion_comment set text = 'x' where id = {said}
lead: insert into discussion_call (id, space_id, audience, audience_id, comment_id) values (new, {talks}, 'person', {peer}, {said})
observer: insert into discussion_read (id, space_id, audience, audience_id, discussion_id, upto) values (new, {talks}, 'person', {observer}, {decision}, 1)
lead: insert into dispute (id, space_id, title, about, happened, wants, locale, by_partner, by_person) values (new, {talks}, 'x', 'money', 'x', 'x', 'en', {first}, {lead})
lead: insert into dispute_offer (id, space_id, dispute_id, kind, step, text, locale, by_partner, by_person) values (new, {talks}, {dispute}, 'settle', 'raised', 'x', 'en', {first}, {lead})
member: insert into dispute_entry (id, space_id, dispute_id, number, kind, step, due_at, day, partner_id, locale, by_person) select gen_random_uuid(), space_id, dispute_id, max(number) + 1, 'noted', 'raised', max(due_at), app_now()::date, {first}, 'en', {member} from dispute_entry where dispute_id = {dispute} group by space_id, dispute_id
member: insert into dispute_view (id, space_id, entry_id, partner_id, text, locale, by_person) values (new, {talks}, {entry}, {first}, 'x', 'en', {member})
lead: insert into dispute_rating (id, space_id, dispute_id, partner_id, fair, by_person) values (new, {talks}, {laid}, {first}, 'no', {lead})
facilitator: insert into dispute_clock (id, space_id, raised, direct, facilitated, mediator, decision, by_person) values (new, {talks}, 1, 1, 1, 1, 1, {facilitator})
lead: insert into consent_proposal (id, space_id, kind, choice, text, locale, by_person) values (new, {talks}, 'other', 'go', 'x', 'en', {lead})
facilitator: update consent_proposal set outcome = 'withdrawn', closed_at = app_now() where id = {proposed}
lead: insert into consent_word (id, space_id, proposal_id, partner_id, choice, locale, by_person) values (new, {talks}, {proposed}, {first}, 'yes', 'en', {lead})
lead: insert into transition_check (id, space_id, partner_id, ticked, by_person) values (new, {talks}, {first}, array['people'], {lead})
member: insert into milestone (id, space_id, what, known_by, locale, due_on, created_by) values (new, {talks}, 'x', 'x', 'en', app_now()::date, {member})
member: update milestone set what = 'x' where id = {milestone}
member: insert into milestone_move (id, space_id, milestone_id, was_on, due_on, reason, locale, by_person) select gen_random_uuid(), space_id, id, due_on, due_on + 1, 'x', 'en', {member} from milestone where id = {milestone}
member: insert into milestone_step (id, space_id, milestone_id, to_do_id) values (new, {talks}, {milestone}, {loose})
member: insert into moving_on_item (id, space_id, kind, what, locale, by_person) values (new, {talks}, 'asset', 'x', 'en', {member})
member: update moving_on_item set what = 'x' where id = {item}
lead: insert into moving_on_word (id, space_id, item_id, says, partner_id, locale, by_person) values (new, {talks}, {item}, 'yes', {first}, 'en', {lead})
member: insert into moving_on_thanks (id, space_id, from_partner, to_partner, text, locale, by_person) values (new, {talks}, {first}, {second}, 'x', 'en', {member})
facilitator: insert into moving_on_end (id, space_id, open, locale, by_person) values (new, {talks}, array[]::text[], 'en', {facilitator})
facilitator: update partnership set name = 'Ours' where id = {talks}
facilitator: update partnership set begun_at = app_now() where id = {talks}`
  .trim()
  .split('\n');

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  const [first, second] = talks.partners as unknown as { id: string; lead: string }[];
  Object.assign(people, {
    lead: first!.lead,
    peer: second!.lead,
    facilitator: talks.facilitator,
    observer: talks.observer,
    member: await talks.join('Member', 'member', first!.id),
    leaver: await talks.join('Leaver', 'member', first!.id),
  });
  const at = `/partnerships/${talks.id}`;
  const rounds = await settleRounds(town, talks);
  const gates = await settleGates(town, talks);
  const others = {
    ...(await settleConcerned(town, talks)),
    ...(await settlePast(town, talks)),
    ...(await settleRelations(town, talks)),
    ...(await settleStatements(town, talks)),
    ...(await settleDecisions(town, talks)),
    ...(await settleDisputes(town, talks)),
    ...(await settleGroups(town, talks)),
    ...(await settleDelegation(town, talks)),
  };
  const days = { raised: '3', direct: '4', facilitated: '5', mediator: '6', decision: '7' };
  await town.post(`${at}/disputes/days`, days, { as: people.lead! });
  const text = await beginVision(town, talks.id, people.lead!);
  const [block, empty] = (await sectionsOf(town, text)).map(({ id }) => id) as [string, string];
  const words = { heading: 'Why', text: 'Food for all', base: '0' };
  await town.post(`${text}/blocks/${block}/versions`, words, { as: people.lead! });
  await town.post(`${text}/blocks/${block}/comments`, { text: 'Why?', version: '1' }, { as: people.peer! });
  const yes = { [`answer-${block}`]: 'yes', [`version-${block}`]: '1' };
  await town.post(`${text}/answers`, yes, { as: people.lead! });
  const named = { event: 'The council changes', sign: '' };
  await town.post(`${text}/occasions`, named, { as: people.lead! });
  const { rows: occasions } = await town.database.outer.query('select id from document_occasion');
  await town.database.system(({ db }) =>
    sql`insert into document_happening (id, space_id, document_id, occasion_id, text, locale)
      values (gen_random_uuid(), ${talks.id}, ${text.split('/').at(-1)!}, ${occasions[0].id}, 'It has', 'en')`.execute(
      db,
    ),
  );
  const differences = await settleDifferences(town, talks, rounds.silent);
  const fit = await settleFit(town, talks);
  const recorder = { title: 'Recorder', purpose: 'Writes down what was decided', months: '3' };
  const role = (await town.post(`${at}/roles`, recorder, { as: people.lead! })).location!;
  await town.post(`${role}/proposal`, { person: people.member!, reason: 'Has time' }, { as: people.lead! });
  const due = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
  const toDo = { text: 'Visit the growers', owner: `person:${people.peer}`, due };
  await town.post(`${at}/to-dos`, toDo, { as: people.lead! });
  const { rows: toDos } = await town.database.outer.query('select id from to_do where space_id = $1', [
    talks.id,
  ]);
  await settleAdoptions(town, talks);
  const { proposal: proposed, milestone } = await settleTransition(town, talks);
  const { item } = await settleMovingOn(town, talks);
  await town.post(`${at}/timeline`, { text: 'We met', day: '1.1.2020' }, { as: people.lead! });

  const rule = { kind: 'signing', title_en: 'Two sign', meaning_en: 'Both do' };
  const provision = (await town.post('/framework', rule, { as: await town.addAdministrator() }))
    .location!.split('/')
    .at(-1)!;
  await town.post(`${at}/framework`, { read: `${provision}:1` }, { as: people.lead! });

  const version = (await proposeIn(town, talks, {})).split('/').at(-1)!;
  const claim = { kind: 'own', claim: 'It lasts', who: 'All', indicator: 'Years', checkOn: due };
  const aims = { baselineWords: 'Not', targetWords: 'Long', checker: `person:${people.peer}` };
  const benefit = (await town.post(`${at}/benefits`, { ...claim, ...aims }, { as: people.lead! })).location!;
  const checked = (await town.post(`${at}/benefits`, { ...claim, ...aims }, { as: people.lead! })).location!;
  const check = { verdict: 'unclear', seen: '0', version: '1' };
  await town.post(`${checked}/checks`, check, { as: people.peer! });

  const { rows: proposals } = await town.database.outer.query(
    'select id from role_proposal where space_id = $1',
    [talks.id],
  );
  const ids: Record<string, string> = {
    ...{
      talks: talks.id,
      provision,
      first: first!.id,
      second: second!.id,
      block,
      empty,
      ...people,
      ...rounds,
      ...gates,
      ...differences,
      ...fit,
      occasion: occasions[0].id as string,
      ...{ proposed: proposed!, milestone: milestone!, item: item!, loose: toDos[0].id },
      ...others,
    },
    version,
    benefit: benefit.split('/').at(-1)!,
    ...{ document: text.split('/').at(-1)!, role: role.split('/').at(-1)!, proposal: proposals[0].id },
  };
  writings = statements.map((line) => {
    const [, as, text] = /^(\w+): (.*)$/.exec(line)!;
    const named = text!.replaceAll(/\{(\w+)\}/g, (_, name: string) => `'${ids[name] ?? `no ${name}`}'`);
    return { line, as: as!, statement: sql.raw(named.replace(/\(new\b/, '(gen_random_uuid()')) };
  });
  read = await counts();
  membership = await partOf(people.leaver!, talks.id);
}, 120_000);
afterAll(() => town.close());

class Undone extends Error {}

/** What everybody's statement does, and is undone; or how it is refused. */
async function tryAll(): Promise<Record<string, number | string>> {
  const done: Record<string, number | string> = {};
  for (const { line, as, statement } of writings) {
    try {
      await town.database.change(await town.scopeFor(people[as]!), async ({ db }) => {
        done[line] = Number((await statement.execute(db)).numAffectedRows ?? 0);
        throw new Undone();
      });
    } catch (error) {
      if (!(error instanceof Undone)) done[line] = (error as { code?: string }).code ?? String(error);
    }
  }
  return done;
}

/** What somebody who looks on reads of it. */
async function counts(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  await town.database.read(await town.scopeFor(people.observer!), async ({ db }) => {
    for (const table of tables) {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
        db,
      );
      found[table] = rows[0]!.n;
    }
  });
  return found;
}

async function partOf(person: string, space: string): Promise<string> {
  const { rows } = await town.database.outer.query(
    'select id from membership where person_id = $1 and space_id = $2 and until is null',
    [person, space],
  );
  return rows[0]?.id;
}

const run = async (as: string, statement: ReturnType<typeof sql>) =>
  town.database
    .change(await town.scopeFor(people[as]!), async ({ db }) =>
      Number((await statement.execute(db)).numAffectedRows),
    )
    .catch((error) => (error as { code?: string }).code ?? String(error));

const everywhere = (did: number | string) => Object.fromEntries(writings.map(({ line }) => [line, did]));

it('holds for every table of a space: also for those whose rows come only together with another', async () => {
  const { rows } = await town.database.outer.query(`
    select c.relname as name, array(
      select p.polcmd::text from pg_policy p
      where p.polrelid = c.oid and not p.polpermissive and p.polname like '%_going_on'
        and coalesce(pg_get_expr(p.polwithcheck, c.oid), pg_get_expr(p.polqual, c.oid)) ~ 'app_goes_on'
      order by 1) as closed
    from pg_class c where exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'adds')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'space_id')`);
  // What people say about themselves, and the partnership itself, which can be resumed.
  const open = ['partnership', 'membership', 'guest_address', 'told_person', 'told_rhythm'];
  expect(rows.length).toBeGreaterThan(80);
  for (const { name, closed } of rows)
    if (!open.includes(name)) expect(closed, name).toEqual(['a', 'd', 'w']);
});

it('is written while it goes on', async () => {
  expect(await tryAll()).toEqual(everywhere(1));
});

it('is written by nobody once it has ended, and read as before', async () => {
  const end = await town.post(`/partnerships/${talks.id}/end`, {}, { as: talks.facilitator });
  expect(end.status).toBe(303);
  for (const [line, did] of Object.entries(await tryAll())) expect([0, refused], line).toContain(did);
  const now = await counts();
  expect(now).toEqual({ ...read, journal_entry: read.journal_entry! + 1 });
  for (const table of tables) expect(now[table], table).toBeGreaterThan(0);
});

it('is not ended a second time, at another time, to be written once more', async () => {
  for (const at of ['app_now()', `app_now() + interval '1 day'`, `app_now() - interval '1 day'`])
    expect(
      await run('facilitator', sql`update partnership set ended_at = ${sql.raw(at)} where id = ${talks.id}`),
    ).toBe(refused);
});

it('lets its people go, and say how they want to be told', async () => {
  const rhythm = sql`insert into told_rhythm (id, space_id, audience_id, rhythm)
    values (${newId()}, ${talks.id}, ${people.lead!}, 'never')`;
  expect(await run('lead', rhythm)).toBe(1);
  const ending = `/partnerships/${talks.id}/partners/${talks.partners[0]!.id}/people/${await partOf(
    people.leaver!,
    talks.partners[0]!.id,
  )}/end`;
  expect((await town.get(ending, { as: people.leaver! })).status).toBe(200);
  expect((await town.post(ending, {}, { as: people.leaver! })).status).toBe(303);
  expect(await partOf(people.leaver!, talks.id)).toBeUndefined();
  // Nobody is put back where they have left.
  expect(await run('facilitator', sql`update membership set until = null where id = ${membership}`)).toBe(
    refused,
  );
  const own = await partOf(people.member!, talks.partners[0]!.id);
  expect(await run('member', sql`update membership set until = app_now() where id = ${own}`)).toBe(1);
  await town.settle();
});

it('is written again once it goes on', async () => {
  await town.addMembership(people.member!, talks.partners[0]!.id, 'member');
  const resumed = await town.post(`/partnerships/${talks.id}/resumption`, {}, { as: talks.facilitator });
  expect(resumed.status).toBe(303);
  expect(await tryAll()).toEqual(everywhere(1));
});
