import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSchema, lineSchema } from '../../platform/carrying/format.ts';
import { type Parts, partsOf } from '../../platform/carrying/testing.ts';
import { link, origin } from '../../platform/journal/chain.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { answer, askThem } from '../rounds/testing.ts';
import { beginVision, sectionsOf, wordsFor } from '../texts/testing.ts';
import { withPicture } from '../timeline/testing.ts';
import { packed } from './testing.ts';

// What goes to those who take part: everything that each of them may read, and not a word more.
let town: TestTown;
let talks: FoundedPartnership;
let parts: Parts;
let german: Parts;
let all: string;
let closed: string;

/** Each stands in a row somewhere, and in no file that all may read. */
const secrets = {
  sealed: 'SECRET of an answer that is sealed',
  draft: 'SECRET of a draft',
  taken: 'SECRET of a comment that was taken back',
  out: 'SECRET of a moment that was taken out',
  reason: 'SECRET of why a partner left',
  invited: 'secret.guest@people.test',
};

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  const at = `/partnerships/${talks.id}`;
  const [first, second, third] = talks.partners;
  const send = async (path: string, form: Parameters<TestTown['post']>[1], as: string) => {
    const posted = await town.post(path, form, { as });
    if (posted.status > 303) throw new Error(`${path}: ${posted.status} ${posted.html.slice(0, 3000)}`);
    return posted.location!;
  };
  // A round that is open, and one that is not.
  const opened = await askThem(town, talks, { title: 'What matters', who: [first!.id, second!.id] });
  await answer(town, `${at}/rounds/${opened}`, first!.lead, 'Meals from *nearby*');
  await answer(town, `${at}/rounds/${opened}`, second!.lead, '# Fewer cars\n<script>alert(1)</script>');
  closed = await askThem(town, talks, { title: 'What we can give' });
  await answer(town, `${at}/rounds/${closed}`, first!.lead, secrets.sealed);
  await send(`${at}/rounds/${closed}/draft`, { q1: secrets.draft, version: '0' }, second!.lead);
  // A text that all agreed to.
  const text = await beginVision(town, talks.id, first!.lead);
  const sections = await sectionsOf(town, text);
  for (const [n, { id, heading }] of sections.entries())
    await send(`${text}/blocks/${id}/versions`, { heading, text: wordsFor(n), base: '0' }, first!.lead);
  for (const { lead } of talks.partners) {
    const yes = sections.flatMap(({ id }) => [
      [`answer-${id}`, 'yes'],
      [`version-${id}`, '1'],
    ]);
    await send(`${text}/answers`, Object.fromEntries(yes), lead);
  }
  const block = `${text}/blocks/${sections[0]!.id}`;
  await send(`${block}/comments`, { text: secrets.taken, version: '1' }, first!.lead);
  const { rows } = await town.database.outer.query('select id from block_comment');
  await send(`${block}/comments/${rows[0].id}/taking-back`, {}, first!.lead);
  await send(`${at}/timeline`, await withPicture(), first!.lead);
  await send(`${at}/timeline`, { text: secrets.out, day: '2.3.2024' }, first!.lead);
  const moments = await town.database.outer.query('select id from moment where text = $1', [secrets.out]);
  await send(`${at}/timeline/${moments.rows[0].id}/removal`, {}, first!.lead);
  const invited = { email: secrets.invited, role: 'member', language: 'en', note: '' };
  await send(`${at}/partners/${first!.id}/invitations`, invited, first!.lead);
  await send(`${at}/partners/${third!.id}/removal`, { reason: secrets.reason }, third!.lead);
  parts = await partsOf(await packed(town, talks.id, 'shared'));
  german = await partsOf(await packed(town, talks.id, 'shared', 'de'));
  all = [...parts].map(([name, bytes]) => (name.endsWith('.webp') ? '' : bytes.toString())).join('\n');
}, 180_000);
afterAll(() => town.close());

const text = (name: string, of = parts) => of.get(name)!.toString();

describe('the file of those who take part', () => {
  it('has what people read, and the same for programs', () => {
    const names = [...parts.keys()].filter((name) => !name.startsWith('files/'));
    expect(names).toEqual([
      'README.md',
      'overview.md',
      'rounds/01-what-matters.md',
      'texts/01-our-vision.md',
      'timeline.md',
      'partnership.json',
      'journal.jsonl',
      'manifest.json',
    ]);
    expect([...parts.keys()].filter((name) => name.startsWith('files/'))).toHaveLength(2);
  });

  it('tells of an opened round with its answers, in which no sign means anything', () => {
    const round = text('rounds/01-what-matters.md');
    expect(round).toContain('## Food Office');
    expect(round).toContain('Meals from \\*nearby\\*');
    expect(round).toContain('\\# Fewer cars');
    expect(round).not.toContain('<script>');
  });

  it('tells of a text, its edition, and who said yes to it', () => {
    const vision = text('texts/01-our-vision.md');
    expect(vision).toContain('Edition 1, agreed by all 3 partners');
    expect(vision).toContain('Guests of all canteens, 9,000 a day.');
    expect(vision.split('- Yes: Canteens Ltd, Food Office, and Harvest group.')).toHaveLength(6);
  });

  it('tells what happened, with the picture, and who is in', () => {
    const timeline = text('timeline.md');
    expect(timeline).toContain('First soup');
    expect(timeline).toMatch(/!\[Six people around a pot\]\(files\/[0-9a-f-]{36}\.webp\)/);
    expect(timeline).toContain('All answers are in, and open to read: What matters');
    expect(text('overview.md')).toContain('Meals from nearby in every canteen');
  });

  it('speaks the language of its reader', () => {
    expect(text('texts/01-our-vision.md', german)).toContain('1. Fassung, vereinbart von allen 3 Partnern');
    expect(text('README.md', german)).toContain('eine Partnerschaft');
  });

  it('says where the journal ends, and each line of it follows from the one before', () => {
    const content = contentSchema.parse(JSON.parse(text('partnership.json')));
    const lines = text('journal.jsonl')
      .trim()
      .split('\n')
      .map((line) => lineSchema.parse(JSON.parse(line)))
      .toSorted((a, b) => a.position - b.position);
    let before: Buffer = origin;
    let checked = 0;
    for (const { space, position, hash, entry } of lines) {
      if (entry) {
        const commitment = Buffer.from(entry.commitment.slice(2), 'hex');
        const next = link(before, position, {
          ...entry,
          space_id: space,
          at: new Date(entry.at),
          commitment,
        });
        expect(next.toString('hex')).toBe(hash);
        checked += 1;
      }
      before = Buffer.from(hash, 'hex');
    }
    expect(checked).toBeGreaterThan(15);
    // What only those who facilitate may read is a hash, and nothing else.
    expect(lines.length).toBeGreaterThan(checked);
    expect(content.heads).toEqual({ [talks.id]: `${lines.length}:${before.toString('hex')}` });
    expect(text('README.md')).toContain(`${talks.id}:${lines.length}:${before.toString('hex')}`);
  });

  it('holds no word that somebody may not read, though each of them stands in the database', async () => {
    const { rows } = await town.database.outer.query(`
      select (select string_agg(content::text, ' ') from sealed_answer) || (select string_agg(text, ' ') from block_comment)
        || (select string_agg(text, ' ') from moment) || (select string_agg(reason, ' ') from partner)
        || (select string_agg(email, ' ') from partner_invitation) as words`);
    for (const [what, secret] of Object.entries(secrets)) {
      expect(rows[0].words, what).toContain(secret);
      expect(all.includes(secret), what).toBe(false);
    }
  });

  it('holds no address of anybody, nothing of a partner’s own space but what is open, and no way in', () => {
    expect(all).not.toMatch(/@people\.test/);
    const content = contentSchema.parse(JSON.parse(text('partnership.json')));
    const partners = new Set(content.partners.map(({ id }) => id));
    const inside = content.tables.filter(({ rows }) =>
      rows.some((row) => partners.has(String(row.space_id))),
    );
    expect(inside.map(({ name }) => name).sort()).toEqual(['membership', 'sealed_answer']);
    const answers = content.tables.find(({ name }) => name === 'sealed_answer')!.rows;
    expect(answers.some((row) => row.round_id === closed)).toBe(false);
    for (const name of ['partner_invitation', 'guest_address', 'told_rhythm', 'mail', 'search_posting'])
      expect(content.tables.some((table) => table.name === name)).toBe(false);
    for (const row of content.tables.flatMap(({ rows }) => rows))
      expect(['space', 'public', undefined]).toContain(row.audience);
  });
});
