import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { secretOf } from './config.ts';
import { unsettled } from './empty-city.ts';
import './instruments/directory/store/tables.ts'; // its organisations, of which some stay
import './instruments/framework/store.ts'; // its tables, whose sample rules go
import './instruments/goals/store.ts'; // its table, whose sample goals go
import './instruments/lessons/store.ts'; // and its sample training sessions
import './instruments/sample-tour/store.ts'; // and who did not want to be shown around
import type { House } from './platform/house.ts';
import { textIn } from './platform/i18n/locale.ts';
import { importCityFile } from './platform/import/run-import.ts';
import { forgetSubjects } from './platform/search/index-subject.ts';

export type SignIn = { name: string; email: string; password: string };

/** Opens the sample city in a database that never had one. It comes in through the import everybody uses. */
export async function loadDemo(house: House, file: string): Promise<void> {
  await importCityFile(house, await readFile(file, 'utf8'), { demo: true });
  await house.database.system(async (tx) => {
    await tx.db.updateTable('city').set({ demo: 'loaded', set_up_at: tx.now }).execute();
  });
  house.city.forget();
}

/**
 * The sample city's sign-ins. Passwords come from this city's own secret: random, never stored in the
 * clear, and the same each time they are printed.
 */
export async function demoSignIns(house: House): Promise<SignIn[]> {
  const people = await house.database.system(({ db }) =>
    db
      .selectFrom('import_item as i')
      .innerJoin('person as p', 'p.id', 'i.subject_id')
      .select(['p.id', 'p.name', 'p.email', 'p.login_id'])
      .where('i.source', 'like', 'people:%')
      .orderBy('p.id')
      .execute(),
  );
  const secret = secretOf(house.config);
  const signIns: SignIn[] = [];
  for (const { id, name, email, login_id } of people) {
    if (!email) continue;
    const password = createHmac('sha256', secret)
      .update(`demo ${email}`)
      .digest('base64url')
      .slice(0, 14)
      .replace(/[-_]/g, 'x');
    if (!login_id) {
      await house.accounts.joinProven(email, name, 'person', 'en');
      await house.accounts.setPassword(id, password);
      // Proven here, by nobody’s browser: nobody finds a session that they have not begun.
      await house.accounts.sessions.endAll(id);
    }
    signIns.push({ name, email, password });
  }
  return signIns;
}

const atFirst = [
  'size_band',
  'limits',
  'sign_up',
  'sign_up_domains',
  'closed_days',
  'privacy',
  'accessibility',
  'imprint',
] as const;

/** What a city file brings into the space of the city itself. */
const inTheCity = [
  { table: 'city_goal', section: 'goals', since: 'created_at' },
  { table: 'provision', section: 'framework', since: 'created_at' },
  { table: 'training', section: 'trainings', since: 'added_at' },
] as const;

type Removed = {
  organisations: number;
  people: number;
  /** Those that had not been sent. */
  mails: number;
  /** The names of organisations that are not the sample's: people registered them. */
  staying: string[];
};

/**
 * Takes out what the sample city brought: its organisations with all that hangs on them, its people, and
 * its settings, so that the next city does not open its doors because the sample did.
 */
export async function removeDemo(house: House): Promise<Removed> {
  const removed: Removed = await house.database.system(async (tx) => {
    const { db } = tx;
    const city = await db
      .selectFrom('city')
      .select(['space_id', 'demo', 'set_up_at', 'default_locale'])
      .executeTakeFirstOrThrow();
    if (city.demo !== 'loaded') return { organisations: 0, people: 0, mails: 0, staying: [] };
    // They were for the sample's own page of mails; with a mail server set they would go out.
    const mails = await db.deleteFrom('mail').where('sent_at', 'is', null).returning('id').execute();
    const ofSample = db.selectFrom('space').select('id').where('demo', '=', true);
    // People whom somebody imported into organisations of their own stay.
    const people = await db
      .selectFrom('import_item')
      .select('subject_id')
      .where('source', 'like', 'people:%')
      .where('space_id', 'in', ofSample)
      .execute();
    const ids = people.map((row) => row.subject_id);
    // Goals, rules and training sessions live in the city's own space: those that were there when the sample city opened are its own.
    for (const { table, section, since } of inTheCity) {
      const gone = await db
        .deleteFrom(table)
        .where(sql.ref(since), '<=', city.set_up_at ?? tx.now)
        .where(
          'id',
          'in',
          db.selectFrom('import_item').select('subject_id').where('source', 'like', `${section}:%`),
        )
        .returning('id')
        .execute();
      await forgetSubjects(
        tx,
        gone.map(({ id }) => id),
      );
    }
    await db.deleteFrom('tour_declined').execute();
    // A request to a department of the sample city goes with it, whoever wrote it.
    const orphans = db
      .selectFrom('membership as m')
      .innerJoin('space as s', 's.id', 'm.organisation_id')
      .innerJoin('space as r', 'r.id', 'm.space_id')
      .select('m.space_id')
      .where('s.demo', '=', true)
      .where('r.kind', '=', 'request');
    await db.deleteFrom('space').where('id', 'in', orphans).execute();
    const gone = await db
      .deleteFrom('space')
      .where('demo', '=', true)
      .where('kind', '<>', 'city')
      .returning('kind')
      .execute();
    if (ids.length > 0) {
      const logins = await db.deleteFrom('person').where('id', 'in', ids).returning('login_id').execute();
      for (const { login_id } of logins) {
        if (login_id) await house.accounts.removeLogin(tx, login_id);
      }
    }
    // What was imported into spaces of the sample city has gone with them; what was in the city's own goes here.
    await db
      .deleteFrom('import_item')
      .where('space_id', '=', city.space_id)
      .where('subject_id', 'not in', db.selectFrom('city_goal').select('id'))
      .where('subject_id', 'not in', db.selectFrom('provision').select('id'))
      .where('subject_id', 'not in', db.selectFrom('training').select('id'))
      .execute();
    // Words that nothing says any more.
    await db
      .deleteFrom('search_word as w')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('search_posting as p')
              .select('p.id')
              .whereRef('p.locale', '=', 'w.locale')
              .whereRef('p.word', '=', 'w.stem'),
          ),
        ),
      )
      .execute();
    await db
      .updateTable('city')
      .set({ ...unsettled, demo: 'removed' })
      // The others as the table has them at first.
      .set(Object.fromEntries(atFirst.map((column) => [column, sql`default`])))
      .execute();
    await tx.record({ space: city.space_id, kind: 'city.demo-removed', audience: 'public' });
    const staying = await db.selectFrom('organisation').select('name').orderBy('sort_en').execute();
    return {
      organisations: gone.filter((row) => row.kind === 'organisation').length,
      people: ids.length,
      mails: mails.length,
      staying: staying.map(({ name }) => textIn(name, city.default_locale, city.default_locale).text),
    };
  });
  house.city.forget();
  return removed;
}
