import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Config } from '../../config.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { openTestTown } from '../../testing.ts';
import { foundPartnership } from '../partnerships/testing.ts';

/** What rooms beside this one tell: the ordinary, and what newcomers are told. */
const telling: Instrument = {
  name: 'telling',
  routes: [],
  narrates: {
    'thing.done': { say: (_, { actor, personal }) => `${actor} did ${personal?.what}`, href: () => '/desk' },
    'thing.agreed': { say: (_, { partner }) => `${partner} agreed`, marked: true },
  },
};

/** A town with two partnerships, and what a timeline is filled and read with. */
export async function openTestTimeline(config: Partial<Config> = {}) {
  const town = await openTestTown({ config, rooms: [() => telling] });
  const talks = await foundPartnership(town);
  const others = await foundPartnership(town, { name: 'Street Repair' });
  const timeline = `/partnerships/${talks.id}/timeline`;
  return {
    town,
    talks,
    others,
    timeline,
    lead: talks.partners[0]!.lead,
    async record(by: string, what: string, more: object = {}) {
      const scope = await town.scopeFor(by);
      const entry = { space: talks.id, kind: 'thing.done', content: {}, personal: { what }, ...more };
      return town.database.system((tx) => tx.record(entry), scope);
    },
    see: (as: string, path = timeline, locale: 'en' | 'de' = 'en') => town.get(path, { as, locale }),
    async filesOnDisk(): Promise<number> {
      const folder = join(town.house.config.dataFolder, 'files');
      const names = await readdir(folder, { recursive: true }).catch(() => []);
      return names.filter((name) => name.includes('-')).length;
    },
    async lastMoment(): Promise<string> {
      const { rows } = await town.database.outer.query('select id from moment order by id desc limit 1');
      return rows[0].id;
    },
  };
}

/** A moment with its picture, as the form sends it. */
export async function withPicture(more: Record<string, string | File> = {}) {
  const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: 'teal' } })
    .withExif({ IFD0: { Artist: 'SECRETNAME' } })
    .jpeg()
    .toBuffer();
  return {
    text: 'First soup',
    day: '3.3.2024',
    picture: new File([new Uint8Array(photo)], 'IMG_0001.JPG', { type: 'image/jpeg' }),
    shows: 'Six people around a pot',
    agreed: 'yes',
    ...more,
  };
}
