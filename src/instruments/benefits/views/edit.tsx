import type { Page } from '../../../platform/http/page.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Stack } from '../../../ui/stack.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import type { Owners } from '../../to-dos/actions.ts';
import { words } from '../messages/index.ts';
import { typedBenefit } from '../rules.ts';
import { saidBy, type WholeBenefit } from '../store.ts';
import { BenefitForm } from './form.tsx';

type Props = {
  page: Page;
  inside: Inside;
  benefit: WholeBenefit;
  owners: Owners;
  state: FormState | undefined;
};

/** Changing what is claimed, as long as nobody has checked it. */
export function EditPage({ page, inside, benefit, owners, state }: Props) {
  const t = words(page.locale);
  const home = `/partnerships/${inside.partnership.id}/benefits`;
  const here = `${home}/${benefit.id}`;
  return (
    <InsidePage
      frame={page.frame}
      title={t('edit.title')}
      partnership={inside.partnership}
      above={[
        { href: home, label: t('title') },
        { href: here, label: benefit.claim, said: { text: benefit.claim, lang: benefit.locale } },
      ]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro title={t('edit.title')} lead={t('edit.lead')} />
        {benefit.checkedAt && !state ? (
          <Notice>{t('checked-already')}</Notice>
        ) : (
          <BenefitForm
            page={page}
            action={`${here}/edit`}
            owners={owners}
            state={state}
            button={t('save')}
            cancel={here}
            stands={typedBenefit(saidBy(benefit), page.locale)}
          />
        )}
      </Stack>
    </InsidePage>
  );
}
