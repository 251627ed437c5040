import { recordedHow } from '../../../mechanisms/sealed-round/rules.ts';
import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { introOf, type Shown } from '../actions/showing.ts';
import type { Room } from '../actions.ts';
import { words } from '../messages/index.ts';
import { publicPath } from './room.tsx';
import { ShownMatter } from './shown.tsx';

type Props = { page: Page; room: Room; shown: Shown; state?: FormState | undefined };

/** A version as everybody would see it, and the word of a partner about it. */
export function PreviewPage({ page, room, shown, state }: Props) {
  const t = words(page.locale);
  const { inside, latest, own, joined, silent } = room;
  const base = publicPath(inside.partnership);
  const name = shown.spoken(introOf(shown).name);
  const isAsked = latest?.id === shown.version && !latest.publishedAt && inside.contributes;
  const records = joined.filter(({ id }) => silent.has(id) && id !== own);
  const recording = textOf(state, 'for') === 'other';
  const shows = (one: boolean) => (one === recording ? state : undefined);
  // The summary of errors leads to fields by their names.
  const recordFirst = recording || !own;
  return (
    <Inside
      frame={page.frame}
      title={name.text}
      here={t('preview')}
      partnership={inside.partnership}
      above={[{ href: base, label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Notice>
          <p>{t(isAsked ? 'preview.asked' : latest?.id === shown.version ? 'preview.out' : 'preview.old')}</p>
        </Notice>
        <ShownMatter page={page} shown={shown} picture={(file) => `/files/${file}`} />
        {isAsked && own && (
          <Section title={t('answer')} gap="6">
            <Form action={`${base}/versions/${shown.version}/answers`} state={shows(false)}>
              <Answers page={page} prefix={recordFirst ? 'own-' : ''} said={room.said.get(own)} />
              <Button>{t('answer.do')}</Button>
            </Form>
          </Section>
        )}
        {isAsked && records.length > 0 && (
          <Section title={t('record')} gap="6">
            <p class="text">{t('record.lead')}</p>
            <Form action={`${base}/versions/${shown.version}/answers`} state={shows(true)}>
              <input type="hidden" name="for" value="other" />
              <Radios
                name="partner"
                label={t('record.partner')}
                options={records.map(({ id, name: label }) => ({ value: id, label }))}
                {...(records.length === 1 && { value: records[0]!.id })}
              />
              <Radios
                name="how"
                label={t('how')}
                options={recordedHow.map((value) => ({ value, label: t(`how.${value}`) }))}
              />
              <Field
                name="on"
                type="date"
                label={t('on')}
                value={typedDay(dayOf(page.now, page.city.timeZone))}
              />
              <Answers page={page} prefix={recordFirst ? '' : 'their-'} said={undefined} />
              <Button variant={own ? 'secondary' : 'primary'}>{t('record.do')}</Button>
            </Form>
          </Section>
        )}
      </Stack>
    </Inside>
  );
}

function Answers({
  page,
  said,
  prefix,
}: {
  page: Page;
  said: { answer: string; reason: string } | undefined;
  prefix: string;
}) {
  const t = words(page.locale);
  return (
    <>
      <Radios
        name="answer"
        id={`${prefix}answer`}
        label={t('answer.label')}
        options={[
          { value: 'yes', label: t('answer.yes'), help: t('answer.yes.help') },
          { value: 'objection', label: t('answer.objection') },
        ]}
        {...(said && { value: said.answer })}
      />
      <TextArea
        name="reason"
        id={`${prefix}reason`}
        label={t('reason')}
        help={t('reason.help')}
        rows={3}
        {...(said?.reason && { value: said.reason })}
        optional
      />
    </>
  );
}
