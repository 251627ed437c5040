import { stageOf, type Terms } from '../../../mechanisms/adoption/rules.ts';
import type { TermsAsked } from '../../../mechanisms/adoption/store.ts';
import { words as ways } from '../../../mechanisms/decision/messages/index.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import type { Hearing } from '../../partnerships/actions/hearing.ts';
import { words } from '../messages/index.ts';

type Props = { page: Page; at: Hearing; terms: Terms; asked: readonly TermsAsked[] };

/** What a way is called, or (`about`) what it means; without one it is everybody's yes. */
export function wayWords(
  locale: Locale,
  { process }: Pick<Terms, 'process'>,
  part: 'name' | 'about' = 'name',
) {
  return ways(locale)(`${process?.key ?? 'everybody'}.${part}` as 'consent.name');
}

/** How partners adopt now, where a text has a way of its own, and what was put to all about that. */
export function AdoptionsPage({ page, at, terms, asked }: Props) {
  const t = words(page.locale);
  const { partnership, contributes } = at.inside;
  const path = `/partnerships/${partnership.id}`;
  // Of each text what was adopted last; what is set back to the way for all has none of its own.
  const own = [
    ...new Map(
      asked
        .filter((one) => one.adoptedAt && one.forDocument)
        .toSorted((a, b) => a.adoptedAt!.getTime() - b.adoptedAt!.getTime())
        .map((one) => [one.forDocument, one]),
    ).values(),
  ].filter(({ asAll }) => !asAll);
  return (
    <Inside frame={page.frame} title={t('title')} partnership={partnership}>
      <Stack gap="12">
        <Intro title={t('title')} lead={t('lead')} />
        <Section title={t('now')} gap="2">
          <p class="text">
            <strong>{wayWords(page.locale, terms)}.</strong> {wayWords(page.locale, terms, 'about')}
          </p>
          <p class="text">
            {terms.process ? t('terms', { days: terms.days, n: terms.quorum }) : t('terms.everybody')}
          </p>
          {contributes && (
            <Row>
              <ButtonLink href={`${path}/adoptions/new`}>{t('choose')}</ButtonLink>
            </Row>
          )}
        </Section>
        {own.length > 0 && (
          <Section title={t('own')}>
            <Lines label={t('own')}>
              {own.map((one) => (
                <Line
                  key={one.id}
                  href={`${path}/texts/${one.forDocument}`}
                  title={one.forTitle}
                  lang={page.langOf(one.forLocale!)}
                  facts={[
                    wayWords(page.locale, one),
                    one.process && t('terms', { days: one.days, n: one.quorum }),
                  ]}
                />
              ))}
            </Lines>
          </Section>
        )}
        {asked.length > 0 && (
          <Section title={t('asked')}>
            <Lines label={t('asked')}>
              {asked.map((one) => {
                const stage = stageOf(one, page.now);
                return (
                  <Line
                    key={one.id}
                    href={`${path}/decisions/${one.decision}`}
                    title={one.title}
                    lang={page.langOf(one.locale)}
                    facts={[
                      <State
                        key="state"
                        state={stage === 'holds' ? 'agreed' : stage === 'fails' ? 'none' : 'begun'}
                      >
                        {t(`stage.${stage}`, { at: page.moment(one.dueAt) })}
                      </State>,
                      page.day(one.at),
                    ]}
                  />
                );
              })}
            </Lines>
          </Section>
        )}
      </Stack>
    </Inside>
  );
}
