import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleEnded } from './actions.ts';
import { endNow, idOf, inDays, propose } from './testing.ts';

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
    expect(who).toMatchObject({
      open: false,
      fields: ['voices', 'stage', 'from', 'fromTime', 'promise', 'results'],
    });
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

  it('is kept when its page is left, as are the forms of a decision', async () => {
    const draftIn = (html: string) =>
      [...html.matchAll(/<sv-draft name="([^"]+)" reader="([^"]+)"/g)].map(([, name, reader]) => [
        name,
        reader,
      ]);
    expect(draftIn((await town.get(`${base}/new?way=majority`, { as: lead })).html)).toEqual([
      [`decision-${talks.id}`, lead],
    ]);
    const at = await propose(town, talks, form, lead);
    const id = idOf(at);
    for (const page of ['wording', 'later', 'stage'])
      expect(draftIn((await town.get(`${at}/${page}`, { as: lead })).html)).toEqual([
        [`${page}-${id}`, lead],
      ]);
    // Kept with the words that it stands on: put back later, it does not overwrite newer ones unseen.
    expect((await town.get(`${at}/wording`, { as: lead })).html).toContain('name="base" value="1" data-kept');
    const objector = talks.partners[1]!.lead!;
    await town.post(
      `${at}/voice`,
      { version: '1', stance: 'objection', reason: 'Too hot' },
      { as: objector },
    );
    const [, objection] = /href="([^"]+\/objections\/[^"]+)"/.exec((await town.get(at, { as: lead })).html)!;
    expect(draftIn((await town.get(objection!, { as: lead })).html)).toEqual([
      [`aside-${idOf(objection!)}`, lead],
    ]);
    await town.post(objection!, { reason: 'We try it' }, { as: lead });
    expect(draftIn((await town.get(objection!, { as: lead })).html)).toEqual([
      [`aside-word-${idOf(objection!)}-${talks.partners[0]!.id}`, lead],
    ]);
    await endNow(town, id);
    await settleEnded(town);
    for (const page of ['outcome', 'reopening'])
      expect(draftIn((await town.get(`${at}/${page}`, { as: lead })).html)).toEqual([
        [`${page}-${id}`, lead],
      ]);
  });
});
