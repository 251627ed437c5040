import type { House } from '../house.ts';
import { NotFound } from '../http/problems.ts';
import type { Locale } from '../i18n/locale.ts';
import { isId } from '../id.ts';
import { subjectOf } from './post.ts';

type SampleCity = Pick<House, 'database' | 'post' | 'city'>;

export type KeptMail = { id: string; subject: string; address: string; locale: Locale; created_at: Date };

/** The newest mails of a sample city that sends none. In any other city nobody reads another's mail. */
export async function listOutbox(house: SampleCity, most: number): Promise<KeptMail[]> {
  await checkSample(house);
  const mails = await house.database.system(({ db }) =>
    db
      .selectFrom('mail')
      .select(columns)
      .where('text', 'is not', null)
      .orderBy('id', 'desc')
      .limit(most)
      .execute(),
  );
  return mails.map(asRead);
}

const columns = ['id', 'subject', 'headers', 'address', 'locale', 'created_at'] as const;

/** With the subject that its reader sees. */
function asRead<Mail extends { subject: string; headers: Record<string, string> }>(mail: Mail): Mail {
  return { ...mail, subject: mail.headers[subjectOf] ?? mail.subject };
}

/** One of them, with its text. */
export async function loadOutboxMail(house: SampleCity, id: string): Promise<KeptMail & { text: string }> {
  await checkSample(house);
  if (!isId(id)) throw new NotFound();
  const mail = await house.database.system(({ db }) =>
    db
      .selectFrom('mail')
      .select([...columns, 'text'])
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  if (!mail?.text) throw new NotFound();
  return asRead({ ...mail, text: mail.text });
}

/** Asked each time: the sample city may have been taken out while the program runs. */
async function checkSample({ post, city }: SampleCity): Promise<void> {
  if (post.way !== 'outbox' || !(await city.get()).sample) throw new NotFound();
}
