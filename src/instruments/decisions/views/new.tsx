import type { Process } from '../../../mechanisms/decision/process.ts';
import { keyOf } from '../../../mechanisms/decision/store.ts';
import { usualDate } from '../../../mechanisms/sealed-round/asking.ts';
import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Hearing } from '../../partnerships/actions/hearing.ts';
import { words } from '../messages/index.ts';
import { WhenItHolds, WhoDecides } from './conditions.tsx';
import { pathOf, processWords } from './parts.tsx';

type Props = {
  page: Page;
  at: Hearing;
  groups: readonly { id: string; name: string; locale: Locale }[];
  process: Process;
  state: FormState | undefined;
};

/** What is put to all, and under which conditions it holds: chosen before anybody speaks. */
export function NewPage({ page, at, groups, process, state }: Props) {
  const t = words(page.locale);
  const { partnership } = at.inside;
  const path = pathOf(partnership.id);
  const usual = usualDate(page.now, page.city, process.days);
  const { kind } = process.ballot;
  const times = kind === 'fits';
  const name = processWords(page.locale, process, 'name');
  return (
    <Inside
      frame={page.frame}
      title={t('new.title')}
      partnership={partnership}
      above={[{ href: path, label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro title={t('new.title')} lead={t('new.way', { name })} />
        <p class="text">
          {processWords(page.locale, process, 'about')} <Link href={`${path}/ways`}>{t('new.other')}</Link>
        </p>
        <Draft name={`decision-${partnership.id}`} reader={page.person?.id ?? ''}>
          <Form action={path} state={state}>
            <input type="hidden" name="way" value={keyOf(process)} />
            <Field name="title" label={t('new.name')} value={page.query('title')} />
            {kind === 'stance' ? (
              <TextArea
                name="text"
                label={t('new.text')}
                help={t('new.text.help')}
                rows={6}
                value={page.query('text')}
              />
            ) : (
              <>
                <TextArea name="text" label={t('new.text.options')} rows={4} optional />
                <TextArea
                  name="options"
                  label={t(times ? 'new.times' : 'new.options')}
                  help={t(times ? 'new.times.help' : 'new.options.help')}
                  rows={5}
                />
              </>
            )}
            <Field name="day" type="date" label={t('new.day')} value={typedDay(usual.day)} />
            <Field name="time" label={t('new.time')} value={usual.time} width="short" />
            <WhoDecides page={page} groups={groups} process={process} state={state} />
            <WhenItHolds page={page} groups={groups} process={process} state={state} />
            <SubmitRow cancel={path} note={t('new.note')}>
              <Button>{t('new.do')}</Button>
            </SubmitRow>
          </Form>
        </Draft>
      </Stack>
    </Inside>
  );
}
