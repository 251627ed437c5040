import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { floodedPng } from '../../platform/files/testing.ts';
import { newId } from '../../platform/id.ts';
import { forgetRemoved } from './store.ts';
import { openTestTimeline, withPicture } from './testing.ts';

type Opened = Awaited<ReturnType<typeof openTestTimeline>>;
let town: Opened['town'];
let talks: Opened['talks'];
let others: Opened['others'];
let timeline: Opened['timeline'];
let lead: Opened['lead'];
let see: Opened['see'];
let filesOnDisk: Opened['filesOnDisk'];
let lastMoment: Opened['lastMoment'];

beforeAll(async () => {
  ({ town, talks, others, timeline, lead, see, filesOnDisk, lastMoment } = await openTestTimeline());
}, 60_000);
afterAll(() => town.close());

describe('pictures in a timeline', () => {
  it('takes a picture with its words and a yes, and shows it small, with its place kept', async () => {
    const { html } = await town.postAndFollow(timeline, await withPicture(), { as: lead });
    const [, file] = /<a href="\/files\/([^"]+)">/.exec(html)!;
    expect(html).toContain(
      `<img src="/files/${file}/small" alt="Six people around a pot" width="480" height="320" loading="lazy"`,
    );
    const { rows } = await town.database.outer.query(
      `select kind, content, personal from journal_entry where kind = 'moment.added' order by seq desc limit 1`,
    );
    expect(rows[0]).toEqual({
      kind: 'moment.added',
      content: { day: '2024-03-03', picture: true, agreed: true },
      personal: null,
    });
    for (const path of [`/files/${file}`, `/files/${file}/small`]) {
      const answer = await see(talks.observer, path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp']);
      expect(answer.html).not.toMatch(/SECRET|Exif/);
      for (const stranger of [others.facilitator, await town.addPerson(`Stranger ${newId()}`)])
        await town.isClosed(path, { as: stranger });
    }
  });

  it('wants both, and neither without a picture', async () => {
    const without = await town.post(timeline, await withPicture({ shows: ' ', agreed: '' }), { as: lead });
    expect(without.html).toContain('Write what the picture shows');
    expect(without.html).toContain('Ask those who can be recognised');
    const alone = await town.post(timeline, { text: 'x', day: '1.1.2024', shows: 'A pot' }, { as: lead });
    expect(alone.html).toContain('There is no picture with this');
  });

  it('holds a good picture while something else of its form is put right', async () => {
    const field = (html: string) => /name="held" value="([^"]+)"/.exec(html)?.[1];
    const { picture: _, ...rest } = await withPicture({ text: 'Held' });
    const stopped = await town.post(timeline, await withPicture({ text: 'Held', shows: ' ' }), { as: lead });
    expect(stopped.html).toContain('Your picture is with us and waits for the rest.');
    const still = await town.post(timeline, { ...rest, day: '', held: field(stopped.html)! }, { as: lead });
    const held = field(still.html)!;
    expect(held).toBe(field(stopped.html));
    const whole = { ...rest, held, _once: newId() };
    const added = await town.postAndFollow(timeline, whole, { as: lead });
    const again = await town.post(timeline, whole, { as: lead });
    expect([again.status, again.location], 'sent once more').toEqual([
      303,
      expect.stringContaining(await lastMoment()),
    ]);
    expect(added.html).toContain('alt="Six people around a pot"');
    const [, file] = /<a href="\/files\/([^"]+)">/.exec(added.html)!;
    expect((await see(talks.observer, `/files/${file}`)).status).toBe(200);
    const gone = await town.post(timeline, { ...rest, held }, { as: lead });
    expect(gone.html).toContain('Your picture could not wait that long.');
  });

  it('holds it for nobody else, nowhere else, not for ever, and leaves it out where that is asked', async () => {
    const { picture: _, agreed: __, shows: ___, ...rest } = await withPicture({ text: 'Held' });
    await town.moveTime('25 hours');
    await town.house.files.sweep();
    const before = await filesOnDisk();
    const hold = async () => {
      const { html } = await town.post(timeline, await withPicture({ shows: ' ' }), { as: lead });
      return /name="held" value="([^"]+)"/.exec(html)![1]!;
    };
    const held = await hold();
    const sent = (more: Record<string, string>, as = lead, to = timeline) =>
      town.post(to, { ...rest, held, shows: 'A pot', agreed: 'yes', ...more }, { as });
    const elsewhere = `/partnerships/${others.id}/timeline`;
    expect((await sent({}, talks.facilitator)).html).toContain('could not wait that long');
    expect((await sent({}, others.facilitator, elsewhere)).html).toContain('could not wait that long');
    expect((await sent({ held: `${held}x` })).html).toContain('could not wait that long');
    expect((await sent({ without: 'yes', shows: '', agreed: '' })).status).toBe(303);
    await town.moveTime('13 hours');
    expect((await sent({})).html).toContain('could not wait that long');
    await town.moveTime('12 hours');
    await town.house.files.sweep();
    expect(await filesOnDisk()).toBe(before);
  });

  it('refuses with kind words what is no picture, or would fill the memory', async () => {
    const refused = async (bytes: Uint8Array<ArrayBuffer>, name: string, words: string) => {
      const picture = new File([bytes], name, { type: 'image/jpeg' });
      const { status, html } = await town.post(timeline, await withPicture({ picture }), { as: lead });
      expect(status).toBe(422);
      expect(html).toContain(words);
    };
    const before = await filesOnDisk();
    const text = (words: string) => new Uint8Array(Buffer.from(words, 'latin1'));
    await refused(
      text('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      'a.jpg',
      'This is no picture',
    );
    await refused(text('<script>alert(1)</script>'), 'a.gif', 'This is no picture');
    await refused(text('PK\x03\x04'), 'a.jpg', 'This is no picture');
    await refused(text('\0\0\0\x18ftypheic\0\0\0\0'), 'IMG_1.HEIC', 'Apple’s HEIC format');
    await refused(text('GIF89a=1;alert(1)'), '; rm -rf $(pwd).jpg', 'This picture is damaged');
    await refused(new Uint8Array(floodedPng), '../../x.png', 'too many points');
    await refused(new Uint8Array(10 * 1024 * 1024 + 1), 'a.jpg', 'more than 10 MB');
    const { status } = await town.post(
      timeline,
      await withPicture({ picture: new File([new Uint8Array(11 * 1024 * 1024)], 'a.jpg') }),
      { as: lead },
    );
    expect(status).toBe(413);
    expect(await filesOnDisk()).toBe(before);
  }, 60_000);

  it('draws no picture for who may not add one, and keeps none of a form that is sent twice', async () => {
    const draws = vi.spyOn(town.house.files, 'readPicture');
    const sentBy = async (as: string) => (await town.post(timeline, await withPicture(), { as })).status;
    expect([await sentBy(talks.observer), await sentBy(others.facilitator)]).toEqual([403, 404]);
    expect(draws).not.toHaveBeenCalled();
    draws.mockRestore();
    const before = await filesOnDisk();
    const form = { _once: newId(), ...(await withPicture()) };
    const sent = await Promise.all([1, 2, 3].map(() => town.post(timeline, form, { as: lead })));
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await filesOnDisk()).toBe(before + 2);
  });

  it('takes a picture out, puts it back, and deletes it after a month', async () => {
    await town.postAndFollow(timeline, await withPicture({ text: 'To be removed' }), { as: lead });
    const id = await lastMoment();
    const { html: page } = await see(lead);
    const file = new RegExp(`id="${id}"[\\s\\S]+?href="(/files/[^"]+)"`).exec(page)![1]!;
    const gone = await town.postAndFollow(`${timeline}/${id}/removal`, {}, { as: lead });
    expect(gone.html).toContain('This is not in the timeline any more.');
    await town.isClosed(file, { as: lead });
    expect((await see(lead)).html).not.toContain('To be removed');
    await town.postAndFollow(`${timeline}/${id}/return`, {}, { as: lead });
    expect((await see(lead, file)).status).toBe(200);
    await town.postAndFollow(`${timeline}/${id}/removal`, {}, { as: lead });
    await town.postAndFollow(`${timeline}/${id}/removal`, {}, { as: lead });
    const before = await filesOnDisk();
    for (const days of ['31 days', '1 day']) {
      await town.moveTime(days);
      await forgetRemoved(town.database);
      await town.house.files.sweep();
    }
    expect(await filesOnDisk()).toBe(before - 2);
    await town.isClosed(`${timeline}/${id}`, { as: lead });
    const { rows } = await town.database.outer.query(
      'select kind from journal_entry where subject_id = $1 order by seq',
      [id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(
      ['added', 'removed', 'returned', 'removed'].map((what) => `moment.${what}`),
    );
  });
});
