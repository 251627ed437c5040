import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { addDays, dayOf } from '../../../platform/working-days.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import type { Limits } from '../actions.ts';
import { words } from '../messages/index.ts';
import { usualReview } from '../rules.ts';
import type { LimitRule } from '../store.ts';
import { About, decisionsOf, Flags, pathOf, Rules } from './parts.tsx';

type Props = { page: Page; at: Limits; state?: FormState | undefined };

/** Who decides what: what holds, what is always for all, and what is being written. */
export function LimitsPage({ page, at, state }: Props) {
  const t = words(page.locale);
  const { inside, holding, written, going, steers } = at;
  const path = pathOf(inside.partnership.id);
  const failed = hasFailed(at);
  const begun = holding || written || going || failed;
  const add = steers ? <ButtonLink href={`${path}/rules/new`}>{t('add')}</ButtonLink> : undefined;
  return (
    <Inside
      frame={page.frame}
      title={t('title')}
      partnership={inside.partnership}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro title={t('title')} lead={t('lead')} />
        {begun ? (
          <Row>
            <ButtonLink href={`${path}/who`} variant={written && steers ? 'secondary' : 'primary'}>
              {t('ask-who')}
            </ButtonLink>
          </Row>
        ) : (
          <Empty title={t('empty')} link={add}>
            {t(inside.facilitates ? 'empty.next' : 'empty.look')}
          </Empty>
        )}
        {holding && <HoldingSection page={page} at={at} />}
        {going && <AskedSection page={page} at={at} />}
        {written && <WrittenSection page={page} at={at} state={state} />}
        {failed && <FailedSection page={page} at={at} />}
        <Section title={t('flags.title')} gap="2">
          <Flags page={page} />
        </Section>
        {holding && (
          <p>
            <Link href={`${path}/decided`}>{t('decided')}</Link>
          </p>
        )}
      </Stack>
    </Inside>
  );
}

/** What was put to all last was not adopted, and nobody has gone on with it. */
function hasFailed({ asked, going, written }: Limits): boolean {
  return asked !== undefined && !asked.adoptedAt && !going && !written;
}

function FailedSection({ page, at }: Props) {
  const t = words(page.locale);
  const { inside, asked, steers } = at;
  const { id } = inside.partnership;
  return (
    <Section title={t('failed')}>
      <p class="text">
        {t('failed.about')}{' '}
        <Link href={`${decisionsOf(id)}/${asked!.decision}`}>{t('holding.decision')}</Link>
      </p>
      <Rules page={page} rules={asked!.rules} caption={t('failed')} />
      {steers && (
        <Form action={`${pathOf(id)}/change`}>
          <Button variant="secondary">{t('failed.change')}</Button>
        </Form>
      )}
    </Section>
  );
}

function HoldingSection({ page, at }: Props) {
  const t = words(page.locale);
  const { inside, holding, written, steers } = at;
  const { id } = inside.partnership;
  const vacant = holding!.rules.filter(({ stands }) => !stands).length;
  return (
    <Section title={t('holding')}>
      {vacant > 0 && <Notice tone="warning">{t('vacant.n', { n: vacant })}</Notice>}
      <Rules page={page} rules={holding!.rules} caption={t('holding')} />
      <p class="small quiet">
        {t('holding.since', { day: page.day(holding!.adoptedAt!) })}{' '}
        {holding!.reviewOn && t('holding.review', { day: page.day(holding!.reviewOn) })}{' '}
        <Link href={`${decisionsOf(id)}/${holding!.decision}`}>{t('holding.decision')}</Link>
      </p>
      {steers && !written && !hasFailed(at) && (
        <Form action={`${pathOf(id)}/change`}>
          <Button variant="secondary">{t('change')}</Button>
        </Form>
      )}
    </Section>
  );
}

function AskedSection({ page, at: { inside, asked } }: Props) {
  const t = words(page.locale);
  return (
    <Section title={t('asked')}>
      <p class="text">{t('asked.until', { at: page.moment(asked!.dueAt) })}</p>
      <Rules page={page} rules={asked!.rules} caption={t('asked')} />
      <p>
        <Link href={`${decisionsOf(inside.partnership.id)}/${asked!.decision}`}>{t('asked.read')}</Link>
      </p>
    </Section>
  );
}

function WrittenSection({ page, at, state }: Props) {
  const t = words(page.locale);
  const { inside, written, steers } = at;
  const path = pathOf(inside.partnership.id);
  const rules = written!.rules;
  const review = typedDay(addDays(dayOf(page.now, page.city.timeZone), usualReview));
  const takeOut = (rule: LimitRule) => (
    <Form action={`${path}/rules/${rule.id}/removal`}>
      <Button variant="tertiary" about={<About page={page} rule={rule} />}>
        {t('remove')}
      </Button>
    </Form>
  );
  return (
    <Section title={t('written')}>
      <p class="text">{t('written.lead')}</p>
      {rules.length === 0 ? (
        <p class="text">{t('written.none')}</p>
      ) : (
        <Rules page={page} rules={rules} caption={t('written')} {...(steers && { end: takeOut })} />
      )}
      {steers && (
        <>
          <Row>
            <ButtonLink href={`${path}/rules/new`} variant={rules.length > 0 ? 'secondary' : 'primary'}>
              {t('add')}
            </ButtonLink>
          </Row>
          {rules.length > 0 && (
            <Form action={`${path}/asking`} state={state}>
              <Field name="review" type="date" label={t('review')} value={review} />
              <SubmitRow note={t('put.note')}>
                <Button>{t('put')}</Button>
              </SubmitRow>
            </Form>
          )}
        </>
      )}
    </Section>
  );
}
