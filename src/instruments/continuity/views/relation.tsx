import type { Page } from '../../../platform/http/page.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { mayWrite } from '../access.ts';
import { nameOf, type OneHolder, type OneRelation } from '../actions.ts';
import { words } from '../messages/index.ts';
import { busFactor } from '../rules.ts';
import { HolderForm } from './holder-form.tsx';
import { endWords, HandOver, holderName, InTheirs, ledgerOf, Named, seen } from './parts.tsx';

type Props = { page: Page; at: OneRelation; state: FormState | undefined };

/** One relation: who holds it, until when, who follows, and what is written down. */
export function RelationPage({ page, at, state }: Props) {
  const t = words(page.locale);
  const { inside, relation, holders, elections } = at;
  const base = ledgerOf(inside.partnership.id);
  const path = `${base}/${relation.id}`;
  const today = dayOf(page.now, page.city.timeZone);
  const { held, name, warning } = seen(relation, holders);
  const now = holders.filter(({ removedAt }) => !removedAt);
  const may = mayWrite(inside) && !relation.removedAt;
  return (
    <InsidePage
      frame={page.frame}
      title={name}
      {...(!relation.toPartner && { said: { text: relation.to, lang: relation.locale } })}
      partnership={inside.partnership}
      above={[{ href: base, label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro
          title={<Named relation={relation} />}
          lead={warning ? t(`warning.${warning}.about`) : t('warning.none', { n: busFactor(held) })}
          state={t('added.by', { who: relation.by ?? t('somebody'), day: page.day(relation.at) })}
        />
        {relation.removedAt && (
          <Notice>
            <Row>
              <p>{t('gone')}</p>
              {mayWrite(inside) && (
                <Form action={`${path}/return`}>
                  <Button variant="secondary">{t('return')}</Button>
                </Form>
              )}
            </Row>
          </Notice>
        )}
        <Section title={t('holders')}>
          {now.length === 0 && <p class="quiet">{t('holders.none')}</p>}
          {now.length > 0 && (
            <Lines label={t('holders')}>
              {now.map((holder) => {
                const end = endWords(page, holder, { elections, today });
                return (
                  <Line
                    key={holder.id}
                    title={<InTheirs of={relation}>{holderName(page, holder)}</InTheirs>}
                    facts={[<InTheirs of={relation}>{holder.department}</InTheirs>, end.words]}
                    end={
                      may && (
                        <Link href={`${path}/holders/${holder.id}`}>
                          {t('change')}
                          <span class="ds-sr-only">: {holderName(page, holder)}</span>
                        </Link>
                      )
                    }
                  >
                    <Stack gap="2">
                      {holder.left && <Tag color="warning">{t('left')}</Tag>}
                      {end.near && !holder.left && <Tag color="warning">{t('near')}</Tag>}
                      <Facts
                        facts={[
                          {
                            term: t('successor'),
                            value: holder.successorPerson || holder.successorName || t('successor.none'),
                          },
                          {
                            term: t('hand-over'),
                            value: (
                              <HandOver page={page} holder={holder} partnership={inside.partnership.id} />
                            ),
                          },
                        ]}
                      />
                    </Stack>
                  </Line>
                );
              })}
            </Lines>
          )}
          {may &&
            (now.length > 0 ? (
              <More summary={t('holder.add')} open={state !== undefined}>
                <HolderForm page={page} at={at} state={state} aside />
              </More>
            ) : (
              <HolderForm page={page} at={at} state={state} />
            ))}
        </Section>
        {may && (
          <Form action={`${path}/removal`}>
            <Button variant="tertiary" color="danger">
              {t('relation.remove')}
            </Button>
          </Form>
        )}
      </Stack>
    </InsidePage>
  );
}

/** Changing who holds a relation, or taking them out. */
export function HolderPage({ page, at, state }: { page: Page; at: OneHolder; state: FormState | undefined }) {
  const t = words(page.locale);
  const { inside, relation, holder } = at;
  const base = ledgerOf(inside.partnership.id);
  const path = `${base}/${relation.id}/holders/${holder.id}`;
  const title = holderName(page, holder);
  return (
    <InsidePage
      frame={page.frame}
      title={title}
      partnership={inside.partnership}
      above={[
        { href: base, label: t('title') },
        { href: `${base}/${relation.id}`, label: nameOf(relation) },
      ]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro title={title} lead={t('holder.lead', { name: nameOf(relation) })} />
        {holder.removedAt ? (
          <Row>
            <p>{t('holder.gone')}</p>
            <Form action={`${path}/return`}>
              <Button variant="secondary">{t('return')}</Button>
            </Form>
          </Row>
        ) : (
          <>
            <HolderForm page={page} at={at} state={state} holder={holder} />
            <Form action={`${path}/removal`}>
              <Button variant="tertiary" color="danger">
                {t('holder.remove')}
              </Button>
            </Form>
          </>
        )}
      </Stack>
    </InsidePage>
  );
}
