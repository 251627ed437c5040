// A sealed round in the sample city's partnership, asked and answered through the pages.
import { onDatabase } from './evidence.ts';
import type { Settings } from './places.ts';
import { type Program, signInsIn } from './program.ts';
import { inTwoMonths } from './storm.ts';
import { Visitor } from './visitor.ts';

/** Who facilitates the sample city's partnership, and one who answers in it. */
export const facilitates = 'climate@elvestad.example';
export const answers = 'lead@food-council.example';

/** Somebody of the sample city, signed in. */
export function signedIn(program: Program, email: string): Promise<Visitor> {
  const password = signInsIn(program.output()).get(email);
  if (!password) throw new Error(`The sample city prints no password for ${email}`);
  return new Visitor(program.url).signIn(email, password);
}

/** The path of the sample city's partnership. */
export async function samplePartnership(settings: Settings): Promise<string> {
  return onDatabase(settings, async (database) => {
    const { rows } = await database.outer.query("select id from partnership where name = 'Canteen Talks'");
    return `/partnerships/${rows[0].id}`;
  });
}

/** Asks all partners something; tells the path of the round. */
export async function askAll(settings: Settings, facilitator: Visitor): Promise<string> {
  const base = await samplePartnership(settings);
  const who = await onDatabase(settings, async (database) => {
    const { rows } = await database.outer.query('select id from partner where space_id = $1', [
      base.split('/').at(-1),
    ]);
    return rows.map(({ id }) => id as string);
  });
  const asked = await facilitator.post(`${base}/rounds`, {
    title: 'What we can promise',
    q1: 'What can you promise?',
    who,
    opens: 'all',
    day: inTwoMonths().split('-').reverse().join('.'),
    time: '12:00',
  });
  if (asked.status !== 303) throw new Error(`Not asked: ${asked.status} ${asked.html.slice(0, 2_000)}`);
  return asked.location!;
}
