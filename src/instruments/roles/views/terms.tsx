import { writeDate } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { More } from '../../../ui/more.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Section } from '../../../ui/section.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { termState } from '../rules.ts';
import type { RoleView } from './role.tsx';
import { stateOf } from './sent.ts';

/** Who holds it and held it, what was passed on, and what somebody wants to grow into. */
export function Terms({ page, inside, terms, ...sent }: RoleView) {
  const { partnership, role, facilitates, contributes } = inside;
  const t = words(page.locale);
  const path = `/partnerships/${partnership.id}/roles/${role.id}`;
  const [now, before] = role.term ? terms : [undefined, terms[0]];
  const mine = contributes && role.holder !== null && role.holder === page.person?.id;
  const where = { locale: page.locale, timeZone: page.city.timeZone };
  const isEnding = now && termState(now.until, dayOf(page.now, where.timeZone)) !== 'held';
  return (
    <>
      {before?.handOver && before.endedAt && (
        <Section title={t('handOver.from', { name: before.name ?? t('somebody') })}>
          <Quote>
            <p class="written">{before.handOver}</p>
          </Quote>
          {mine && !before.readAt && (
            <Form action={`${path}/reading`}>
              <Button variant="secondary">{t('handOver.read')}</Button>
            </Form>
          )}
          {before.readAt && (
            <p class="small quiet">
              {t('handOver.wasRead', { day: writeDate(before.readAt, 'long', where) })}
            </p>
          )}
        </Section>
      )}
      {mine && isEnding && !now.handOver && (
        <NextPanel title={t('ending.title')}>
          {t('ending.text', { day: writeDate(now.until, 'long', where) })}
        </NextPanel>
      )}
      {now && !mine && (now.growth || now.handOver) && (
        <Section title={t('holder.says', { name: now.name ?? t('somebody') })}>
          {now.growth && (
            <Quote by={t('growth')}>
              <p class="written">{now.growth}</p>
            </Quote>
          )}
          {now.handOver && (
            <Quote by={t('handOver')}>
              <p class="written">{now.handOver}</p>
            </Quote>
          )}
        </Section>
      )}
      {mine && now && (
        <Section title={t('mine')}>
          <Form action={`${path}/term`} state={stateOf('term', sent)}>
            <TextArea
              name="handOver"
              label={t('handOver')}
              help={t('handOver.help')}
              optional
              value={now.handOver}
            />
            <TextArea
              name="growth"
              label={t('growth')}
              help={t('growth.help')}
              rows={3}
              optional
              value={now.growth}
            />
            <SubmitRow>
              <Button variant="secondary">{t('save')}</Button>
            </SubmitRow>
          </Form>
        </Section>
      )}
      {now && (mine || facilitates) && (
        <Form action={`${path}/ending`}>
          <Button variant="tertiary">{t(mine ? 'giveBack' : 'endTerm')}</Button>
        </Form>
      )}
      {terms.length > (now ? 1 : 0) && (
        <More summary={t('earlier')}>
          <Lines label={t('earlier')}>
            {terms
              .filter((term) => term.endedAt)
              .map((term) => (
                <Line
                  key={term.id}
                  title={term.name ?? t('somebody')}
                  facts={[
                    t('fromTo', {
                      from: writeDate(term.since, 'long', where),
                      to: writeDate(term.endedAt!, 'long', where),
                    }),
                  ]}
                />
              ))}
          </Lines>
        </More>
      )}
    </>
  );
}
