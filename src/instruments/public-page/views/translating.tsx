import type { Page } from '../../../platform/http/page.ts';
import { type Locale, ownName } from '../../../platform/i18n/locale.ts';
import { languageName } from '../../../platform/i18n/names.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsideLayout } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import type { Shown } from '../actions/showing.ts';
import { words } from '../messages/index.ts';
import { fitsOf, keyOf, type Original, typedTranslations } from '../rules.ts';
import { publicPath } from './room.tsx';

type Props = {
  page: Page;
  inside: Inside;
  shown: Shown;
  originals: readonly Original[];
  locale: Locale;
  state?: FormState | undefined;
};

/** Every text of the page as it was written, and a field for what it is in another language. */
export function TranslatingPage({ page, inside, shown, originals, locale, state }: Props) {
  const t = words(page.locale);
  const base = publicPath(inside.partnership);
  const title = t('translating', { language: languageName(locale, page.locale) });
  return (
    <InsideLayout
      frame={page.frame}
      title={title}
      partnership={inside.partnership}
      above={[{ href: base, label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro title={title} lead={t('translating.lead')} />
        <Form
          action={`${base}/translations/${locale}`}
          state={state}
          stands={typedTranslations(originals, shown.translations)}
        >
          {originals.map((original) => (
            <Stack key={keyOf(original)} gap="2">
              <Quote lang={original.lang} by={ownName[original.lang]}>
                {original.text}
              </Quote>
              <TextArea
                name={keyOf(original)}
                label={t(`part.${original.part}`)}
                rows={original.text.length > 160 ? 6 : 2}
                lang={locale}
                optional
              />
              {shown.spoken(original).state === 'before' && (
                <Checkbox
                  name={fitsOf(original)}
                  label={t('translating.fits')}
                  help={t('translating.fits.help')}
                />
              )}
            </Stack>
          ))}
          <SubmitRow cancel={base} note={t('translating.note')}>
            <Button>{t('translating.do')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </InsideLayout>
  );
}
