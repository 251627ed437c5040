import type { Locale } from '../i18n/locale.ts';
import type { Scope } from '../scope.ts';
import type { Statement } from './batch.ts';

export type Opening = {
  /** Spaces this one act may write in although nobody is a member yet: the one it makes. */
  readonly grant?: readonly string[];
  /** The reader's language, for names that the database knows in several. */
  readonly locale?: Locale;
  /** Told the time of the transaction once it is open. */
  readonly onOpened?: (now: Date) => void;
};

/** How a transaction begins: two statements, of which `open` finds the time as `now`. */
export type How = {
  /** What one role asks again is planned once. */
  readonly role: 'reader' | 'house';
  readonly begin: string;
  readonly open: Statement;
  readonly scope: Scope;
  readonly onOpened?: ((now: Date) => void) | undefined;
};

const readerOpens = opener('role', 'app.person', 'app.organisations', 'app.granted', 'app.locale');
const houseOpens = opener('app.locale');

/** Takes the role without rights, and says who acts. */
export function asReader(begin: string, scope: Scope, { grant = [], locale, onOpened }: Opening = {}): How {
  const open = readerOpens(
    'samvirke_app',
    (scope.opens.length === 0 && scope.person?.id) || '',
    `{${scope.organisations.join(',')}}`,
    `{${[...scope.opens, ...grant].join(',')}}`,
    locale ?? '',
  );
  return { role: 'reader', begin, open, scope, onOpened };
}

export function asHouse(begin: string, scope: Scope, { locale }: Pick<Opening, 'locale'> = {}): How {
  return { role: 'house', begin, open: houseOpens(locale ?? ''), scope };
}

/** A statement that makes settings for its transaction alone, and tells the time. */
function opener<Names extends string[]>(
  ...names: Names
): (...values: { [N in keyof Names]: string }) => Statement {
  const set = names.map((name, n) => `set_config('${name}', $${n + 1}, true)`);
  // Asked as a condition, they are not sent back.
  const text = `select app_now() as now where (${set.join(', ')}) is not null`;
  return (...values) => ({ text, values });
}
