import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lookAhead } from '../../platform/carrying/bring-in.ts';
import { CarryProblem } from '../../platform/carrying/problem.ts';
import { openCarried } from '../../platform/carrying/read.ts';
import type { OnStep } from '../../platform/carrying/write.ts';
import type { House } from '../../platform/house.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { textIn } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import type { Scope } from '../../platform/scope.ts';
import { bringPartnership } from './actions.ts';
import { type About, type CameOf, type FaultSaid, filesWait } from './rules.ts';
import { markEnded } from './store.ts';

export type Progress = { step: Parameters<OnStep>[0]; done: number; of: number };

/** Files that administrators have sent, and what this program is bringing in of them. */
export type Arriving = ReturnType<typeof arrivingIn>;

export function arrivingIn(house: House) {
  const folder = join(house.config.dataFolder, 'arriving');
  const fileOf = (id: string) => join(folder, `${id}.zip`);
  const going = new Map<string, Progress>();
  const drop = (id: string) => rm(fileOf(id), { force: true });

  async function bring(id: string, as: Scope): Promise<{ came: CameOf; fault?: FaultSaid }> {
    try {
      const onStep: OnStep = (step, done, of) => void going.set(id, { step, done, of });
      const opened = await openCarried(fileOf(id), onStep);
      const { stands } = await bringPartnership(house, opened, { as, onStep }).finally(opened.close);
      return { came: stands === 'new' || stands === 'ahead' ? stands : 'same' };
    } catch (error) {
      if (!(error instanceof CarryProblem)) throw error;
      return { came: 'refused', fault: { fault: error.fault, values: error.values } };
    }
  }

  return {
    drop,
    /** How far this program is with one; undefined where it is not at it. */
    progressOf: (id: string): Progress | undefined => going.get(id),
    /** Keeps a file, and tells what is in it. What cannot be brought in is not kept. */
    async look(id: string, bytes: Uint8Array, locale: Locale): Promise<About> {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(fileOf(id), bytes, { mode: 0o600 });
      try {
        const opened = await openCarried(fileOf(id));
        const { content } = opened;
        const found = await lookAhead(house, opened).finally(opened.close);
        if (found.stands === 'behind' || found.stands === 'other') throw new CarryProblem(found.stands);
        return {
          ...{ name: content.partnership.name, ended: content.partnership.ended },
          ...{ from: content.from.city, made: content.made },
          partners: content.partners.map(({ name }) => name).filter(Boolean),
          ...{ rows: found.rows, entries: found.entries, pictures: found.pictures },
          ...{ people: found.people, withAccount: found.withAccount },
          organisations: found.organisations.map(({ name }) => textIn(name, locale, locale).text),
          fitted: found.fitted.map((told) => told(locale)),
        };
      } catch (error) {
        await drop(id);
        throw error;
      }
    },
    /** Brings one in, beside the pages. What comes of it stands in its row. */
    begin(id: string, as: Scope): void {
      if (going.has(id)) return;
      going.set(id, { step: 'gathering', done: 0, of: 1 });
      void bring(id, as)
        .then(async ({ came, fault }) => {
          await house.database.system((tx) => markEnded(tx, id, came, fault));
          await drop(id);
        })
        .catch((error) => house.log.error({ err: error }, 'a partnership did not come in'))
        .finally(() => going.delete(id));
    },
    /** Throws away what nobody has brought in. */
    async sweep(): Promise<void> {
      const before = Date.now() - filesWait * 3_600_000;
      for (const name of await readdir(folder).catch(() => [])) {
        const id = name.slice(0, -'.zip'.length);
        if (!isId(id) || going.has(id)) continue;
        const { mtimeMs } = await stat(join(folder, name));
        if (mtimeMs < before) await drop(id);
      }
    },
  };
}
