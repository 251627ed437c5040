import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Field } from '../../../ui/field.tsx';
import { FieldMap } from '../../../ui/field-map.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Table } from '../../../ui/table.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { EngageMap } from '../actions.ts';
import { words } from '../messages/index.ts';
import { fieldOf, fields, isDone, type Rated, ratedBy } from '../rules.ts';
import type { Concerned } from '../store.ts';
import { decisionWords, ForWhom, fieldWords, RatingFields, saidBy, spreadWords } from './parts.tsx';

export type Again = { form: 'add' | 'missing' | 'other'; state: FormState };
type Props = { page: Page; map: EngageMap; again: Again | undefined };
type OnMap = { group: Concerned; sign: string; rated: Rated };

/** Everybody on the map, what it means for how to go about them, and who is missing still. */
export function MapPage({ page, map, again }: Props) {
  const t = words(page.locale);
  const { inside, tells, groups, ratings, missing } = map;
  const joined = inside.partners.filter(({ joinedAt }) => joinedAt);
  const left = {
    groups: groups.length,
    unanswered: joined.filter(({ id }) => !missing.some(({ partner }) => partner === id)).length,
    undecided: groups.filter(({ id }) => !map.decisions.some(({ of }) => of === id)).length,
  };
  const seen = groups.map((group) => ({
    group,
    rated: ratedBy(ratings.filter(({ of }) => of === group.id)),
  }));
  const onMap = seen.flatMap(({ group, rated }) => (rated ? [{ group, rated }] : []));
  const unrated = seen.filter(({ rated }) => !rated).map(({ group }) => group);
  const asked = tells.filter(({ partner }) => !missing.some((one) => one.partner === partner.id));
  const wanted = asked.length > 0 && groups.length > 0;
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
          lead={t('lead')}
          {...(groups.length > 0 && {
            state: isDone(left) ? (
              <State state="agreed">{t('state.done')}</State>
            ) : (
              <State state="begun">{t('state.left', left)}</State>
            ),
          })}
        />
        {wanted && (
          <NextPanel title={t('missing.ask')}>
            <p class="text">{t('missing.about')}</p>
            <MissingForm page={page} map={map} again={again} />
          </NextPanel>
        )}
        {groups.length === 0 && (
          <Empty title={t('empty')}>{t(tells.length > 0 ? 'empty.next' : 'empty.look')}</Empty>
        )}
        {onMap.length > 0 && (
          <Picture page={page} map={map} onMap={onMap.map((one, n) => ({ ...one, sign: String(n + 1) }))} />
        )}
        {unrated.length > 0 && <Unrated page={page} map={map} unrated={unrated} />}
        {tells.length > 0 && (
          <Section title={t('add')} id="add">
            {groups.length > 0 ? (
              <More summary={t('add.open')} open={again?.form === 'add'}>
                <AddForm page={page} map={map} again={again} aside />
              </More>
            ) : (
              <AddForm page={page} map={map} again={again} />
            )}
          </Section>
        )}
        <Answered page={page} map={map} again={again} wanted={wanted} />
      </Stack>
    </InsidePage>
  );
}

const pathOf = ({ inside }: EngageMap) => `/partnerships/${inside.partnership.id}/engage`;

function Picture({ page, map, onMap }: { page: Page; map: EngageMap; onMap: readonly OnMap[] }) {
  const t = words(page.locale);
  return (
    <Section title={t('map')} gap="6">
      <p class="text quiet">{t('map.about')}</p>
      <FieldMap
        label={t('map.label')}
        across={t('affected')}
        up={t('influence')}
        fields={[t('field.win'), t('field.together'), t('field.inform'), t('field.voice')]}
        dots={onMap.map(({ sign, rated }) => ({
          sign,
          across: rated.affected.median,
          up: rated.influence.median,
        }))}
      >
        <Table
          caption={t('map')}
          hideCaption
          columns={[
            {
              label: t('name.short'),
              cell: ({ sign, group }) => (
                <>
                  {sign}.{' '}
                  <Link href={`${pathOf(map)}/${group.id}`} lang={page.langOf(group.locale)}>
                    {group.name}
                  </Link>
                </>
              ),
            },
            { label: t('affected'), cell: ({ rated }) => spreadWords(page, rated.affected) },
            { label: t('influence'), cell: ({ rated }) => spreadWords(page, rated.influence) },
            { label: t('field'), cell: ({ rated }) => fieldWords(page, rated) },
            {
              label: t('does'),
              cell: ({ group }) => {
                const decision = map.decisions.find(({ of }) => of === group.id);
                return decision ? decisionWords(page, decision) : <span class="quiet">{t('does.open')}</span>;
              },
            },
          ]}
          rows={onMap}
        />
      </FieldMap>
      <More summary={t('fields')}>
        <Facts
          facts={fields.map((field) => ({
            term: t(`field.${field}`),
            value: `${t(`field.${field}.about`)} ${t('field.holds', {
              n: onMap.filter(({ rated }) => fieldOf(rated.affected.median, rated.influence.median) === field)
                .length,
            })}`,
          }))}
        />
        <p class="small quiet">{t('fields.source')}</p>
      </More>
    </Section>
  );
}

function Unrated({ page, map, unrated }: { page: Page; map: EngageMap; unrated: readonly Concerned[] }) {
  const t = words(page.locale);
  return (
    <Section title={t('unrated')}>
      <p class="text quiet">{t('unrated.about')}</p>
      <Lines label={t('unrated')}>
        {unrated.map((group) => {
          const decision = map.decisions.find(({ of }) => of === group.id);
          return (
            <Line
              key={group.id}
              href={`${pathOf(map)}/${group.id}`}
              title={group.name}
              lang={page.langOf(group.locale)}
              facts={[
                t('named.by', { partner: group.partner }),
                decision ? decisionWords(page, decision) : t('does.open'),
              ]}
            />
          );
        })}
      </Lines>
    </Section>
  );
}

function AddForm({ page, map, again, aside }: Props & { aside?: boolean }) {
  const t = words(page.locale);
  return (
    <Form action={pathOf(map)} state={again?.form === 'add' ? again.state : undefined}>
      <Field name="name" label={t('name')} help={t('name.help')} />
      <ForWhom page={page} tells={map.tells} name="partner" />
      <RatingFields page={page} />
      <SubmitRow note={t('add.note')}>
        <Button variant={aside ? 'secondary' : 'primary'}>{t('add.do')}</Button>
      </SubmitRow>
    </Form>
  );
}

function MissingForm({ page, map, again, aside }: Props & { aside?: boolean }) {
  const t = words(page.locale);
  return (
    <Form action={`${pathOf(map)}/missing`} state={again?.form === 'missing' ? again.state : undefined}>
      <ForWhom page={page} tells={map.tells} name="answers" />
      <TextArea name="names" label={t('names')} help={t('names.help')} rows={3} optional />
      <Checkboxes
        name="nobody"
        label={t('nobody.label')}
        options={[{ value: 'yes', label: t('nobody') }]}
        optional
      />
      <SubmitRow>
        <Button variant={aside ? 'secondary' : 'primary'}>{t('missing.do')}</Button>
      </SubmitRow>
    </Form>
  );
}

/** What each partner said to "Who is missing?", and the question once more for who wants to change that. */
function Answered({ page, map, again, wanted }: Props & { wanted: boolean }) {
  const t = words(page.locale);
  const { inside, missing, tells, groups } = map;
  if (groups.length === 0 && missing.length === 0) return null;
  return (
    <Section title={t('missing')}>
      <Lines label={t('missing')}>
        {inside.partners
          .filter(({ joinedAt }) => joinedAt)
          .map(({ id, name }) => {
            const said = missing.find(({ partner }) => partner === id);
            return (
              <Line
                key={id}
                title={name}
                facts={
                  said ? [t('missing.said', { n: said.named }), saidBy(page, said)] : [t('missing.unsaid')]
                }
              />
            );
          })}
      </Lines>
      {tells.length > 0 && !wanted && (
        <More summary={t('missing.again')} open={again?.form === 'missing'}>
          <MissingForm page={page} map={map} again={again} aside />
        </More>
      )}
    </Section>
  );
}
