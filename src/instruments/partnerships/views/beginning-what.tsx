import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Notice } from '../../../ui/notice.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { Going, Step } from './beginning-frame.tsx';

type WhatProps = {
  page: Page;
  action: string;
  values: { name?: string; purpose?: string; place?: string };
  /** Of a draft that is there already. */
  id?: string;
  /** The accepted request that fills this in. */
  request?: string | undefined;
  form?: FormState;
};

/** The first page: what do we want to change, and where? */
export function WhatPage({ page, action, values, id, request, form }: WhatProps) {
  const t = words(page.locale);
  return (
    <Step page={page} step="what" id={id} {...(form && { form })}>
      {request && (
        <Notice>
          <p>{t('what.filled')}</p>
        </Notice>
      )}
      <Draft name={`partnership-${id ?? request ?? 'new'}`} reader={page.person?.id ?? ''}>
        <Form action={action} state={form}>
          {request && <input type="hidden" name="request" value={request} />}
          <Field
            name="name"
            label={t('what.name')}
            help={t('what.name.help')}
            value={values.name}
            width="medium"
          />
          <TextArea
            name="purpose"
            label={t('what.purpose')}
            help={t('what.purpose.help')}
            value={values.purpose}
          />
          <Field
            name="place"
            label={t('what.place')}
            help={t('what.place.help')}
            value={values.place}
            width="medium"
            optional
          />
          <Going page={page}>
            <Button>{t('step.next')}</Button>
          </Going>
        </Form>
      </Draft>
    </Step>
  );
}
