import type { Page } from '../../../platform/http/page.ts';
import type { Localised } from '../../../platform/i18n/locale.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { Link } from '../../../ui/link.tsx';
import { LocalisedFields } from '../../../ui/localised-fields.tsx';
import { typedText } from '../drafts.ts';
import { words } from '../messages/index.ts';
import type { LegalText } from '../rules.ts';
import { SettingForm, SettingPage } from './settings.tsx';

type Shown = { page: Page; kind: LegalText; own: Localised; form?: FormState };

/** A legal text in each language; as long as the city has none, our draft to begin with. */
export function TextFormPage({ page, kind, own, form }: Shown) {
  const t = words(page.locale);
  const written = Object.values(own).some(Boolean);
  return (
    <SettingPage
      page={page}
      title={t(kind)}
      lead={written ? t('text.lead') : t('text.lead.draft')}
      form={form}
    >
      <div class="stack" data-gap="6">
        {!written && <p class="text">{t('text.lead')}</p>}
        <SettingForm
          page={page}
          action={`/settings/texts/${kind}`}
          state={form}
          stands={typedText(page, kind, own)}
        >
          <LocalisedFields name="text" label={t('text')} help={t('text.help')} rows={20} />
        </SettingForm>
        <p>
          <Link href={`/${kind}`}>{t('text.show')}</Link>
        </p>
      </div>
    </SettingPage>
  );
}
