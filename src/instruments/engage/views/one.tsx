import type { Page } from '../../../platform/http/page.ts';
import { exampleAhead } from '../../../platform/i18n/dates.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { mayDecide } from '../access.ts';
import { type OneConcerned, ownRating } from '../actions.ts';
import { words } from '../messages/index.ts';
import { doings, fieldOf, ratedBy, typedRating } from '../rules.ts';
import { decisionWords, ForWhom, RatingFields, saidBy, spreadWords } from './parts.tsx';

export type Again = { form: 'rating' | 'decision' | 'other'; state: FormState };
type Props = { page: Page; at: OneConcerned; again: Again | undefined };

/** One group: what each partner says of it, and what we do about it. */
export function ConcernedPage(props: Props) {
  const { page, at, again } = props;
  const t = words(page.locale);
  const { inside, group, ratings } = at;
  const rated = ratedBy(ratings);
  const field = rated && fieldOf(rated.affected.median, rated.influence.median);
  const said = { text: group.name, lang: group.locale };
  return (
    <InsidePage
      frame={page.frame}
      title={group.name}
      partnership={inside.partnership}
      above={[{ href: mapOf(at), label: t('title') }]}
      said={said}
      {...(again && { errors: again.state.errors })}
    >
      <Stack gap="12">
        <Intro
          title={<span lang={page.langOf(group.locale)}>{group.name}</span>}
          lead={
            field
              ? t('one.lead', { field: t(`field.${field}`), about: t(`field.${field}.about`) })
              : t('one.unrated')
          }
          state={
            <>
              {t('named.on', {
                partner: group.partner,
                who: group.by ?? t('somebody'),
                day: page.day(group.at),
              })}
              {group.slug && (
                <>
                  {' · '}
                  <Link href={`/organisations/${group.slug}`}>{t('directory')}</Link>
                </>
              )}
            </>
          }
        />
        {group.removedAt ? <Gone {...props} /> : <Decided {...props} />}
        <Section title={t('ratings')}>
          {rated && (
            <p class="text">
              {t('ratings.all', {
                affected: spreadWords(page, rated.affected),
                influence: spreadWords(page, rated.influence),
              })}
            </p>
          )}
          <Lines label={t('ratings')}>
            {ratings.map((one) => (
              <Line
                key={one.id}
                title={one.partnerName}
                facts={[
                  t('rating', { affected: one.affected, influence: one.influence }),
                  t(one.recorded ? 'recorded.by' : 'said.by', {
                    who: one.by ?? t('somebody'),
                    day: page.day(one.at),
                  }),
                ]}
              >
                <p class="written text" lang={page.langOf(one.locale)}>
                  {one.why}
                </p>
              </Line>
            ))}
          </Lines>
          {!group.removedAt && <Rating {...props} />}
        </Section>
        {!group.removedAt && mayDecide(inside) && (
          <Form action={`${mapOf(at)}/${group.id}/removal`}>
            <Button variant="tertiary" color="danger">
              {t('remove')}
            </Button>
          </Form>
        )}
      </Stack>
    </InsidePage>
  );
}

const mapOf = ({ inside }: OneConcerned) => `/partnerships/${inside.partnership.id}/engage`;

function Gone({ page, at }: Props) {
  const t = words(page.locale);
  return (
    <Notice>
      <Row>
        <p>{t('gone')}</p>
        {mayDecide(at.inside) && (
          <Form action={`${mapOf(at)}/${at.group.id}/return`}>
            <Button variant="secondary">{t('return')}</Button>
          </Form>
        )}
      </Row>
    </Notice>
  );
}

function Rating({ page, at, again }: Props) {
  const t = words(page.locale);
  const { tells, group } = at;
  if (tells.length === 0) return null;
  const before = ownRating(at);
  const state = again?.form === 'rating' ? again.state : undefined;
  return (
    <More summary={t(before ? 'rate.again' : 'rate')} open={state !== undefined}>
      <Form action={`${mapOf(at)}/${group.id}/ratings`} state={state} stands={typedRating(before)}>
        <ForWhom page={page} tells={tells} name="partner" />
        <RatingFields page={page} />
        <SubmitRow>
          <Button variant="secondary">{t('rate.do')}</Button>
        </SubmitRow>
      </Form>
    </More>
  );
}

function Decided({ page, at, again }: Props) {
  const t = words(page.locale);
  const { inside, group, decisions } = at;
  const [now, ...before] = decisions;
  const base = `/partnerships/${inside.partnership.id}`;
  const may = mayDecide(inside);
  const state = again?.form === 'decision' ? again.state : undefined;
  const note = t('invite.note', { name: group.name });
  return (
    <Section title={t('does')}>
      {now ? (
        <Stack gap="2">
          <p class="text">
            <strong>{decisionWords(page, now)}</strong>
          </p>
          {now.why && (
            <p class="written text" lang={page.langOf(now.locale)}>
              {now.why}
            </p>
          )}
          <p class="small quiet">{saidBy(page, now)}</p>
          {now.toDo && (
            <Row>
              {now.does === 'invite' && !now.doneAt && inside.facilitates && (
                <ButtonLink href={`${base}/invitations/new?note=${encodeURIComponent(note)}`}>
                  {t('invite')}
                </ButtonLink>
              )}
              <ButtonLink variant="secondary" href={`${base}/to-dos#${now.toDo}`}>
                {t('to-do')}
              </ButtonLink>
            </Row>
          )}
          {now.does === 'invite' && !inside.facilitates && may && (
            <p class="small quiet">{t('invite.who')}</p>
          )}
        </Stack>
      ) : (
        <p class="quiet">{t('does.open.long')}</p>
      )}
      {may &&
        (now ? (
          <More summary={t('decide.again')} open={state !== undefined}>
            <DecisionForm page={page} at={at} state={state} aside />
          </More>
        ) : (
          <DecisionForm page={page} at={at} state={state} />
        ))}
      {before.length > 0 && (
        <More summary={t('decided.before', { n: before.length })}>
          <Lines label={t('decided.before', { n: before.length })}>
            {before.map((one) => (
              <Line key={one.id} title={t(`does.${one.does}`)} facts={[saidBy(page, one)]}>
                {one.why && (
                  <p class="written text" lang={page.langOf(one.locale)}>
                    {one.why}
                  </p>
                )}
              </Line>
            ))}
          </Lines>
        </More>
      )}
    </Section>
  );
}

type DecisionProps = { page: Page; at: OneConcerned; state: FormState | undefined; aside?: boolean };

function DecisionForm({ page, at, state, aside }: DecisionProps) {
  const t = words(page.locale);
  const { alone, partners } = at.owners;
  const person = (one: { id: string; name: string }) => ({ value: `person:${one.id}`, label: one.name });
  const me = page.person && `person:${page.person.id}`;
  return (
    <Form action={`${mapOf(at)}/${at.group.id}/decisions`} state={state}>
      <Radios
        name="does"
        label={t('decide.label')}
        options={doings.map((value) => ({ value, label: t(`does.${value}`), help: t(`does.${value}.help`) }))}
      />
      <Select
        name="owner"
        label={t('owner')}
        help={t('owner.help')}
        empty
        options={[
          ...alone.map(person),
          ...partners.map((partner) => ({
            group: partner.name,
            options: [
              ...partner.people.map(person),
              { value: `partner:${partner.id}`, label: t('owner.partner', { partner: partner.name }) },
            ],
          })),
        ]}
        {...(me && { value: me })}
      />
      <Field name="due" type="date" label={t('due')} help={t('due.help', { example: exampleAhead(page) })} />
      <TextArea name="reason" label={t('decide.why')} help={t('decide.why.help')} rows={2} optional />
      <SubmitRow note={t('decide.note')}>
        <Button variant={aside ? 'secondary' : 'primary'}>{t('decide.do')}</Button>
      </SubmitRow>
    </Form>
  );
}
