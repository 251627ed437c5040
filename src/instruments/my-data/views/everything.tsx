import type { Page } from '../../../platform/http/page.ts';
import { isLocale, type Localised, ownName } from '../../../platform/i18n/locale.ts';
import { type Answered, facts } from '../../../platform/personal/declared.ts';
import type { ToldRow, ToldTable } from '../../../platform/personal/telling.ts';
import { words } from '../messages/index.ts';

/** All that is held about somebody, as a document of its own: to be opened anywhere, without this site. */
export function Everything({ page, tables }: { page: Page; tables: readonly ToldTable[] }) {
  const t = words(page.locale);
  const sections = Map.groupBy(
    tables.filter(({ rows }) => rows.length > 0),
    ({ title }) => title,
  );
  return (
    <html lang={page.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{t('everything')}</title>
      </head>
      <body>
        <h1>{t('everything')}</h1>
        <p>
          {t('everything.lead', {
            name: page.person!.name,
            city: page.frame.city.name,
            day: day(page, page.now),
          })}
        </p>
        {[...sections].map(([title, parts]) => (
          <section key={title}>
            <h2>{title}</h2>
            {parts.flatMap(({ table, rows }) =>
              rows.map((row, n) => <Row key={`${table} ${row.id ?? n}`} page={page} row={row} />),
            )}
          </section>
        ))}
      </body>
    </html>
  );
}

function Row({ page, row }: { page: Page; row: ToldRow }) {
  const t = words(page.locale);
  const said = facts.flatMap((fact) => {
    const text = fact === 'language' ? languageName(row[fact]) : inWords(page, row[fact]);
    return text ? [{ fact, text }] : [];
  });
  if (said.length === 0) return <p>{t('everything.there')}</p>;
  return (
    <dl>
      {said.map(({ fact, text }) => (
        <div key={fact}>
          <dt>{t(`fact.${fact}`)}</dt>
          <dd>{typeof text === 'string' ? text : <Answers answers={text} />}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Words by language; what is there in others only says the same. */
const isLocalised = (value: object): value is Localised =>
  Object.keys(value).length > 0 && Object.keys(value).every(isLocale);

const day = (page: Page, at: Date | string) => page.day(at);

/** Values come from the database as JSON: days and moments as text, words by language as objects. */
function inWords(page: Page, value: unknown): string | readonly Answered[] {
  return isAnswers(value) ? value : inOneLine(page, value);
}

const isAnswers = (value: unknown): value is Answered[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one?.asked === 'string');

function Answers({ answers }: { answers: readonly Answered[] }) {
  return (
    <>
      {answers.map(({ asked, answer }) => (
        <p key={asked}>
          <strong>{asked}</strong>
          <br />
          {answer}
        </p>
      ))}
    </>
  );
}

const languageName = (value: unknown) => (isLocale(value) ? ownName[value] : '');

function inOneLine(page: Page, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string')
    return /^\d{4}-\d\d-\d\d(T[\d:.+Z-]+)?$/.test(value) ? written(page, value) : value;
  if (Array.isArray(value))
    return value
      .map((one) => inOneLine(page, one))
      .filter(Boolean)
      .join(', ');
  if (typeof value === 'object')
    return isLocalised(value) ? page.text(value) : inOneLine(page, Object.values(value));
  return typeof value === 'boolean' ? words(page.locale)(value ? 'yes' : 'no') : String(value);
}

function written(page: Page, value: string): string {
  return day(page, value.length === 10 ? value : new Date(value));
}
