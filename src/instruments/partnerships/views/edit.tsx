import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { typedAbout } from '../rules.ts';
import type { Partnership } from '../store.ts';

/** Name, purpose and place; and the end of it. */
export function EditPage({
  page,
  partnership,
  form,
}: {
  page: Page;
  partnership: Partnership;
  form?: FormState;
}) {
  const t = words(page.locale);
  const base = `/partnerships/${partnership.id}`;
  return (
    <Inside frame={page.frame} title={t('edit')} partnership={partnership} errors={form?.errors}>
      <Intro title={t('edit')} lead={t('edit.lead')} />
      <Stack gap="6">
        <Form action={`${base}/edit`} state={form} stands={typedAbout(partnership)}>
          <Field name="name" label={t('what.name')} width="medium" />
          <TextArea name="purpose" label={t('what.purpose')} />
          <Field name="place" label={t('what.place')} width="medium" optional />
          <Button>{t('edit.save')}</Button>
        </Form>
        <p>
          <Link href={`${base}/public`}>{t('edit.public')}</Link>
        </p>
        <p>
          <ButtonLink variant="secondary" color="danger" href={`${base}/moving-on/ending`}>
            {t('end')}
          </ButtonLink>
        </p>
      </Stack>
    </Inside>
  );
}
