import { waysToAdopt } from '../../../mechanisms/adoption/rules.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Choosing } from '../actions.ts';
import { words } from '../messages/index.ts';
import { wayWords } from './list.tsx';

/** Another way to adopt, for all or for one text: put to all by the way that holds until then. */
export function ChoosePage({
  page,
  at,
  document,
  terms,
  state,
}: Choosing & { page: Page; state: FormState | undefined }) {
  const t = words(page.locale);
  const { partnership } = at.inside;
  const path = `/partnerships/${partnership.id}/adoptions`;
  const back = document ? `/partnerships/${partnership.id}/texts/${document.id}/adoption` : path;
  const title = t(document ? 'choose.text' : 'choose');
  const heads = at.joined.length;
  return (
    <Inside
      frame={page.frame}
      title={title}
      partnership={partnership}
      above={[{ href: path, label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro title={title} lead={t('choose.lead', { way: wayWords(page.locale, terms) })} />
        {document && (
          <p class="text">
            {t('choose.for')} <strong lang={page.langOf(document.locale)}>{document.title}</strong>
          </p>
        )}
        <Form action={path} state={state}>
          {document && <input type="hidden" name="text" value={document.id} />}
          <Radios
            name="way"
            label={t('way')}
            options={[
              ...(document ? [{ value: 'all', label: t('way.all'), help: t('way.all.about') }] : []),
              ...[null, ...waysToAdopt].map((process) => ({
                value: process?.key ?? 'everybody',
                label: wayWords(page.locale, { process }),
                help: wayWords(page.locale, { process }, 'about'),
              })),
            ]}
          />
          <Field
            name="days"
            type="number"
            label={t('days')}
            help={t('days.help')}
            value={String(terms.days)}
            width="short"
          />
          <Field
            name="quorum"
            type="number"
            label={t('quorum')}
            help={t('quorum.help', { n: heads })}
            value={String(terms.process ? Math.min(terms.quorum, heads) : Math.floor(heads / 2) + 1)}
            width="short"
          />
          <TextArea name="because" label={t('because')} help={t('because.help')} rows={3} />
          <SubmitRow cancel={back} note={t('choose.note')}>
            <Button>{t('choose.do')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </Inside>
  );
}
