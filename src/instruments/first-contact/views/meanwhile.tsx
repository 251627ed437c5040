import type { FormState } from '../../../platform/http/form.ts';
import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import type { Meanwhile } from '../routes/door.ts';
import type { Doable } from './act.tsx';
import { nameOf, shortDay } from './said.tsx';

type MeanwhileProps = { page: Page; meanwhile: Meanwhile; act: Doable; values: FormState['values'] };

/** Somebody else was faster: what happened, and what was typed, to be copied. Nothing of the request itself. */
export function MeanwhilePage({ page, meanwhile, act, values }: MeanwhileProps) {
  const t = words(page.locale);
  const title = t('meanwhile.title', { n: meanwhile.number });
  const facts = { unit: nameOf(meanwhile.to, page) || t('they'), day: shortDay(meanwhile.at, page) };
  const typed = [
    { label: t(`note.${act}.unit` as 'note.accepted.unit'), text: values.note },
    { label: t('wouldChange.label'), text: values.wouldChange },
    { label: t('meet.when'), text: values.meeting },
    { label: t('doneBy.label'), text: values.doneBy },
  ].filter(({ text }) => typeof text === 'string' && text.trim() !== '');
  const what = t(meanwhile.passedOn ? 'meanwhile.passedOn' : 'meanwhile.closed', facts);
  return (
    <Layout frame={page.frame} title={title} size="sm" hidden>
      <Stack gap="6">
        <Intro title={title} lead={what} />
        {typed.length > 0 && (
          <>
            <p class="text">{t('meanwhile.typed')}</p>
            {typed.map(({ label, text }) => (
              <Section key={label} title={label} size="xs" gap="2">
                <Quote>{String(text)}</Quote>
              </Section>
            ))}
          </>
        )}
        {page.person && (
          <ButtonLink href="/requests" variant="secondary">
            {t('meanwhile.do')}
          </ButtonLink>
        )}
      </Stack>
    </Layout>
  );
}
