import type { Page } from '../../../platform/http/page.ts';
import { exampleAhead, typedDay } from '../../../platform/i18n/dates.ts';
import { addDays } from '../../../platform/working-days.ts';
import { Agreed } from '../../../ui/agreed.tsx';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { wordFor } from '../../partnerships/access.ts';
import { mayLook } from '../access.ts';
import type { Difference } from '../actions.ts';
import { words } from '../messages/index.ts';
import { usualReview } from '../rules.ts';
import type { Way } from '../store.ts';
import type { Shown } from './difference.tsx';
import { nameOf, namesOf, pathOf, WayWords } from './parts.tsx';

/** The last way out, with who goes along and who does not; and those before it. */
export function Ways(shown: Shown) {
  const { page, difference, silent } = shown;
  const t = words(page.locale);
  const { ways, inside, state, joined } = difference;
  const [way, ...before] = ways;
  if (!way) return null;
  const path = pathOf(difference);
  const own = wordFor(page.scope, inside);
  const others = inside.facilitates && !way.settledAt ? joined.filter(({ id }) => silent.has(id)) : [];
  return (
    <>
      {way.settledAt ? (
        <Agreed
          title={t('outcome')}
          facts={[
            t('outcome.counts', { agree: way.agree ?? 0, dissent: way.dissent ?? 0 }),
            page.day(way.settledAt),
          ]}
        >
          <WayWords page={page} difference={difference} way={way} />
          <Words page={page} difference={difference} way={way} />
        </Agreed>
      ) : (
        <Section title={t('asked')}>
          <WayWords page={page} difference={difference} way={way} />
          <Words page={page} difference={difference} way={way} />
          <Row>
            {own && way.words.some(({ partner }) => partner === own) && (
              <Link href={`${path}/word`}>{t('word.again')}</Link>
            )}
            {others.map(({ id, name }) => (
              <Link key={id} href={`${path}/word?partner=${id}`}>
                {t('word.for', { partner: name })}
              </Link>
            ))}
          </Row>
        </Section>
      )}
      {way.settledAt && <Looks {...shown} way={way} />}
      {inside.contributes && (state === 'asked' || way.settledAt) && (
        <Row>
          <Link href={`${path}/ways/new`}>{t('way.another')}</Link>
        </Row>
      )}
      {before.length > 0 && (
        <More summary={t('ways.before', { n: before.length })}>
          {before.map((one) => (
            <Stack key={one.id} gap="2">
              <WayWords page={page} difference={difference} way={one} />
              <Words page={page} difference={difference} way={one} />
            </Stack>
          ))}
        </More>
      )}
    </>
  );
}

type WayProps = { page: Page; difference: Difference; way: Way };

/** Who goes along, who does not and why, and who has said nothing. A dissent is shown as large as all else. */
function Words({ page, difference, way }: WayProps) {
  const t = words(page.locale);
  const yes = way.words.filter((one) => one.yes).map(({ partner }) => partner);
  const no = way.words.filter((one) => !one.yes);
  const open = difference.joined.filter(({ id }) => !way.words.some(({ partner }) => partner === id));
  return (
    <>
      {yes.length > 0 && <p class="text">{t('words.yes', { names: namesOf(difference, yes, page) })}</p>}
      {no.map((one) => (
        <Quote
          key={one.partner}
          by={t(one.recordedHow ? `words.no.${one.recordedHow}` : 'words.no', {
            partner: nameOf(difference, one.partner, page),
            by: one.byName ?? t('somebody'),
          })}
          lang={page.langOf(one.locale)}
        >
          {one.reason}
        </Quote>
      ))}
      {!way.settledAt && open.length > 0 && (
        <p class="text quiet">
          {t('words.open', {
            names: namesOf(
              difference,
              open.map(({ id }) => id),
              page,
            ),
          })}
        </p>
      )}
    </>
  );
}

/** What was seen when it was looked at again, and the place to say it. */
function Looks({ page, difference, again, way }: Shown & { way: Way }) {
  const t = words(page.locale);
  const { inside, today, state } = difference;
  const may = mayLook(page.scope, inside);
  if (!may && way.looks.length === 0) return null;
  const form = (
    <Draft name={`look-${way.id}`} reader={page.person?.id ?? ''}>
      <Form action={`${pathOf(difference)}/looks`} state={again?.form === 'look' ? again.state : undefined}>
        <TextArea name="seen" label={t('look.seen')} help={t('look.seen.help')} rows={3} />
        <Field
          name="day"
          type="date"
          label={t('look.day')}
          help={t('way.day.help', { example: exampleAhead(page) })}
          value={typedDay(addDays(today, usualReview))}
        />
        <SubmitRow>
          <Button variant="secondary">{t('look.do')}</Button>
        </SubmitRow>
      </Form>
    </Draft>
  );
  return (
    <Section title={t('look')} id="look">
      {way.looks.length > 0 && (
        <Lines label={t('look')}>
          {way.looks.map((one) => (
            <Line
              key={one.id}
              title={page.day(one.at)}
              facts={[one.byName ?? t('somebody'), t('state.until', { day: page.day(one.reviewOn) })]}
            >
              <p class="text written" lang={page.langOf(one.locale)}>
                {one.text}
              </p>
            </Line>
          ))}
        </Lines>
      )}
      {may &&
        (state === 'revisit' || again?.form === 'look' ? (
          form
        ) : (
          <More summary={t('look.early')}>{form}</More>
        ))}
    </Section>
  );
}
