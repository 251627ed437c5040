import type { Page } from '../../../platform/http/page.ts';
import { exampleAhead } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { More } from '../../../ui/more.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Table } from '../../../ui/table.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { mayWrite } from '../access.ts';
import { heldIn, type Ledger } from '../actions.ts';
import { words } from '../messages/index.ts';
import { busFactor, holdersOf, isHeavy, lossesOf } from '../rules.ts';
import type { Election } from '../store.ts';
import {
  endDay,
  endWords,
  holderName,
  InTheirs,
  ledgerOf,
  Named,
  seen,
  standing,
  WarningTag,
} from './parts.tsx';

export type Again = { form: 'relation' | 'election' | 'other'; state: FormState };
type Props = { page: Page; ledger: Ledger; again: Again | undefined };

/** All relations at a glance: what hangs on whom, and what elections would touch. */
export function LedgerPage(props: Props) {
  const { page, ledger, again } = props;
  const t = words(page.locale);
  const { inside, relations, holders } = ledger;
  const rows = relations.map((relation) => seen(relation, holders));
  const may = mayWrite(inside);
  const base = ledgerOf(inside.partnership.id);
  const state = again?.form === 'relation' ? again.state : undefined;
  return (
    <InsidePage
      frame={page.frame}
      title={t('title')}
      partnership={inside.partnership}
      {...(again && { errors: again.state.errors })}
    >
      <Stack gap="12">
        <Intro
          title={t('title')}
          lead={
            rows.length > 0
              ? t('lead.warned', { n: rows.length, warned: rows.filter(({ warning }) => warning).length })
              : t('lead')
          }
        />
        <Section title={t('relations')}>
          {rows.length === 0 ? (
            <Empty title={t('empty')} level={3}>
              {t(may ? 'empty.next' : 'empty.look')}
            </Empty>
          ) : (
            <Lines label={t('relations')}>
              {rows.map(({ relation, held, warning }) => (
                <Line
                  key={relation.id}
                  href={`${base}/${relation.id}`}
                  title={<Named relation={relation} />}
                  facts={[
                    t('factor', { n: busFactor(held) }),
                    held.holders.length > 0 && (
                      <InTheirs of={relation}>
                        {holdersOf(held)
                          .map((one) => t('holder', { name: one.name, department: one.department }))
                          .join('; ')}
                      </InTheirs>
                    ),
                  ]}
                  end={<WarningTag page={page} warning={warning} />}
                />
              ))}
            </Lines>
          )}
          {may &&
            (rows.length > 0 ? (
              <More summary={t('add')} open={state !== undefined}>
                <RelationForm page={page} ledger={ledger} state={state} aside />
              </More>
            ) : (
              <RelationForm page={page} ledger={ledger} state={state} />
            ))}
        </Section>
        {rows.length > 0 && <Losses {...props} />}
        {rows.length > 0 && <Endings {...props} />}
        <Elections {...props} />
      </Stack>
    </InsidePage>
  );
}

function RelationForm({
  page,
  ledger,
  state,
  aside,
}: {
  page: Page;
  ledger: Ledger;
  state: FormState | undefined;
  aside?: boolean;
}) {
  const t = words(page.locale);
  const { inside } = ledger;
  const partners = inside.partners
    .filter(({ joinedAt }) => joinedAt)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Form action={ledgerOf(inside.partnership.id)} state={state}>
      <Select
        name="partner"
        label={t('partner')}
        empty
        options={partners}
        {...(inside.mine && { value: inside.mine.id })}
      />
      <Select name="toPartner" label={t('to')} empty={t('to.outside')} options={partners} />
      <Field name="toName" label={t('to-name')} help={t('to-name.help')} optional />
      <SubmitRow note={t('add.note')}>
        <Button variant={aside ? 'secondary' : 'primary'}>{t('add.do')}</Button>
      </SubmitRow>
    </Form>
  );
}

/** If one left: how many relations nobody would hold. */
function Losses({ page, ledger: { relations, holders } }: Props) {
  const t = words(page.locale);
  const losses = lossesOf(relations.map((relation) => heldIn(relation, holders)));
  if (losses.length === 0) return null;
  const [worst] = losses;
  const all = relations.length;
  return (
    <Section title={t('losses')}>
      <p class="text">
        {worst!.alone > 0
          ? t('losses.worst', { name: worst!.holder.name, n: worst!.alone, all })
          : t('losses.none')}
      </p>
      <Table
        caption={t('losses')}
        hideCaption
        columns={[
          {
            label: t('losses.who'),
            cell: ({ holder, held }) => (
              <>
                {holder.name} {isHeavy({ held }, all) && <Tag color="warning">{t('heavy')}</Tag>}
              </>
            ),
          },
          { label: t('losses.held'), numeric: true, cell: ({ held }) => t('of', { n: held, all }) },
          { label: t('losses.alone'), numeric: true, cell: ({ alone }) => t('of', { n: alone, all }) },
        ]}
        rows={losses}
      />
      <p class="small quiet">{t('heavy.about')}</p>
    </Section>
  );
}

/** Whose end is near, in the order of the days. */
function Endings({ page, ledger }: Props) {
  const t = words(page.locale);
  const today = dayOf(page.now, page.city.timeZone);
  const near = ledger.holders.filter(
    (holder) => !holder.left && endWords(page, holder, { elections: ledger.elections, today }).near,
  );
  if (near.length === 0) return null;
  return (
    <Section title={t('endings')}>
      <Lines label={t('endings')}>
        {near.map((holder) => {
          const relation = ledger.relations.find(({ id }) => id === holder.relation)!;
          return (
            <Line
              key={holder.id}
              href={`${ledgerOf(ledger.inside.partnership.id)}/${relation.id}`}
              title={holderName(page, holder)}
              facts={[
                seen(relation, []).name,
                endWords(page, holder, { elections: ledger.elections, today }).words,
              ]}
            />
          );
        })}
      </Lines>
    </Section>
  );
}

function Elections({ page, ledger, again }: Props) {
  const t = words(page.locale);
  const { inside, elections } = ledger;
  const base = `${ledgerOf(inside.partnership.id)}/elections`;
  const may = mayWrite(inside);
  const today = dayOf(page.now, page.city.timeZone);
  const gone = elections.filter(({ removedAt }) => removedAt);
  const state = again?.form === 'election' ? again.state : undefined;
  const named = (election: Election) => (
    <span lang={election.locale === page.locale ? undefined : election.locale}>{election.what}</span>
  );
  return (
    <Section title={t('elections')} id="elections">
      <p class="text quiet">{t('elections.about')}</p>
      {standing(elections).length > 0 && (
        <Lines label={t('elections')}>
          {standing(elections).map((election) => (
            <Line
              key={election.id}
              title={named(election)}
              facts={[
                page.day(election.day),
                election.day < today
                  ? t('elections.over')
                  : t('elections.touched', { who: touched(page, ledger, election) }),
              ]}
              end={
                may && (
                  <Form action={`${base}/${election.id}/removal`}>
                    <Button variant="tertiary" about={election.what}>
                      {t('remove')}
                    </Button>
                  </Form>
                )
              }
            />
          ))}
        </Lines>
      )}
      {may && (
        <More summary={t('elections.add')} open={state !== undefined}>
          <Form action={base} state={state}>
            <Field name="what" label={t('election')} help={t('election.help')} />
            <Field
              name="day"
              type="date"
              label={t('day')}
              help={t('day.help', { example: exampleAhead(page) })}
            />
            <SubmitRow>
              <Button variant="secondary">{t('elections.do')}</Button>
            </SubmitRow>
          </Form>
        </More>
      )}
      {may && gone.length > 0 && (
        <More summary={t('elections.gone')}>
          {gone.map((election) => (
            <Row key={election.id}>
              <p>
                {named(election)}, {page.day(election.day)}
              </p>
              <Form action={`${base}/${election.id}/return`}>
                <Button variant="tertiary" about={election.what}>
                  {t('return')}
                </Button>
              </Form>
            </Row>
          ))}
        </More>
      )}
    </Section>
  );
}

/** The relations whose holder stays until this election, in words; each once. */
function touched(page: Page, ledger: Ledger, election: Election): string {
  const names = ledger.holders
    .filter(
      (holder) =>
        !holder.left && holder.ends === 'election' && endDay(page, holder, ledger.elections) === election.day,
    )
    .map((holder) => {
      const relation = ledger.relations.find(({ id }) => id === holder.relation)!;
      return `${holderName(page, holder)} (${seen(relation, []).name})`;
    });
  return names.length > 0
    ? new Intl.ListFormat(page.locale, { type: 'conjunction' }).format(names)
    : words(page.locale)('elections.nobody');
}
