import { words as said } from '../../../mechanisms/decision/messages/index.ts';
import type { Process } from '../../../mechanisms/decision/process.ts';
import { weighsSides } from '../../../mechanisms/decision/shares.ts';
import { keyOf } from '../../../mechanisms/decision/store.ts';
import { usualDate } from '../../../mechanisms/sealed-round/asking.ts';
import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Hearing } from '../../partnerships/actions/hearing.ts';
import { words } from '../messages/index.ts';
import { shareNames, sharesAbove } from '../rules.ts';
import { pathOf, processWords } from './parts.tsx';
import { PromiseField } from './promises.tsx';
import { FallbackField, StageField } from './stages.tsx';

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
          <StageField page={page} />
          <PromiseField page={page} process={process} />
          <Field name="day" type="date" label={t('new.day')} value={typedDay(usual.day)} />
          <Field name="time" label={t('new.time')} value={usual.time} width="short" />
          <Radios
            name="voices"
            label={t('new.voices')}
            help={t('new.voices.help')}
            value="partners"
            options={(['partners', 'people'] as const).map((value) => ({
              value,
              label: t(`new.voices.${value}`),
            }))}
          />
          {groups.length > 0 && (
            <Select
              name="circle"
              label={t('new.circle')}
              help={t('new.circle.help')}
              value={page.query('circle')}
              empty={t('new.circle.all')}
              options={groups.map(({ id, name, locale }) => ({
                value: id,
                label: name,
                lang: page.langOf(locale),
              }))}
              optional
            />
          )}
          <FallbackField page={page} process={process} groups={groups.length} />
          <Field name="quorum" type="number" label={t('new.quorum')} help={t('new.quorum.help')} optional />
          <Checkboxes
            name="sectors"
            label={t('new.sectors')}
            options={[{ value: 'yes', label: t('new.sectors.yes') }]}
            optional
          />
          {weighsSides(process) && (
            <>
              <Select
                name="share"
                label={t('new.share')}
                help={t('new.share.help')}
                empty={t('new.share.way')}
                options={sharesAbove(process).map((name) => ({ value: name, label: t(`share.${name}`) }))}
                optional
              />
              <Select
                name="sectorShare"
                label={t('new.sector-share')}
                help={t('new.sector-share.help')}
                empty={t('new.sector-share.none')}
                options={shareNames.map((name) => ({ value: name, label: t(`share.${name}`) }))}
                optional
              />
            </>
          )}
          <Radios
            name="results"
            label={t('new.results')}
            value={process.results}
            options={(['open', 'voted', 'closed'] as const).map((value) => ({
              value,
              label: said(page.locale)(`results.${value}`),
            }))}
          />
          <SubmitRow cancel={path} note={t('new.note')}>
            <Button>{t('new.do')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </Inside>
  );
}
