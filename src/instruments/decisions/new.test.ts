import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { inDays } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let base: string;
let lead: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town, {
    partners: [
      { name: 'Food Office', kind: 'department' },
      { name: 'Harvest group', kind: 'community' },
    ],
  });
  lead = talks.partners[0]!.lead!;
  base = `/partnerships/${talks.id}/decisions`;
}, 120_000);
afterAll(() => town.close());

/** Each part of the form that can be unfolded: what its line says, whether it is open, and the names of its fields. */
function unfolded(html: string) {
  return [
    ...html.matchAll(/<details class="ds-details"([^>]*)><summary>(.*?)<\/summary>(.*?)<\/details>/gs),
  ].map(([, attributes, summary, inside]) => ({
    says: summary!
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    open: / open/.test(attributes!),
    fields: [...new Set([...inside!.matchAll(/ name="([^"]+)"/g)].map(([, name]) => name))],
  }));
}

const form = {
  way: 'consent',
  title: 'Soup',
  text: 'We cook.',
  day: inDays(9),
  time: '12:00',
  results: 'open',
};
const preset = { voices: 'partners', stage: 'decide', fallback: 'leave', promise: 'together', quorum: '' };

describe('the form of a new decision', () => {
  it('asks first for what most need, and says what is preset for the rest', async () => {
    const { html } = await town.get(`${base}/new?way=majority`, { as: lead });
    const [who, holds, ...others] = unfolded(html);
    expect(who).toMatchObject({ open: false, fields: ['voices', 'stage', 'promise', 'results'] });
    expect(who!.says).toContain('Preset: all partners decide, each with one voice.');
    expect(holds).toMatchObject({ open: false, fields: ['quorum', 'sectors', 'share', 'sectorShare'] });
    expect(holds!.says).toContain('more than half of those who decide have to speak');
    expect(others).toEqual([]);
    const before = html.slice(0, html.indexOf('<details class="ds-details"'));
    for (const name of ['title', 'text', 'day', 'time']) expect(before).toContain(` name="${name}"`);
  });

  it('opens a part by itself where a field of it is to be put right, and no other', async () => {
    const wrong = { ...form, ...preset, results: 'open', quorum: '9' };
    const { status, html } = await town.post(base, wrong, { as: lead });
    expect(status).toBe(422);
    expect(unfolded(html).map(({ open }) => open)).toEqual([false, true]);
    expect(html).toMatch(/<input id="quorum" value="9"/);
  });

  it('shown again, opens what was chosen otherwise than it is preset', async () => {
    const wrong = { ...form, ...preset, results: 'closed', title: '' };
    const { html } = await town.post(base, wrong, { as: lead });
    expect(unfolded(html).map(({ open }) => open)).toEqual([true, false]);
  });
});
