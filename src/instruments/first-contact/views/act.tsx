import { type Act, voidQuestion, wantsWords } from '../../../mechanisms/request/rules.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { hadItUntil } from '../rules.ts';
import type { Unit } from '../store/units.ts';
import { askerOf, type RequestView } from './request-view.ts';
import { exampleDay, nameOf, Said, titleOf } from './said.tsx';
import { forwardChoices } from './unit-choices.ts';

export type Doable = Exclude<Act, 'sent'> | 'meeting';

type ActProps = {
  page: Page;
  view: RequestView;
  act: Doable;
  /** To whom it can be forwarded; empty for other acts. */
  units: readonly Unit[];
  /** Are those offered as well who are no office of the city? */
  wide?: boolean;
  form?: FormState;
};

/** One act, on a page of its own. */
export function ActPage({ page, view, act, units, wide, form }: ActProps) {
  const t = words(page.locale);
  const { request, door, side } = view;
  const who = side === 'asker' ? 'asker' : 'unit';
  const names = {
    asker: askerOf(request, view, (one) => page.text(one.name)),
    unit: nameOf(view.units.get(request.unit ?? ''), page),
  };
  const title = t(`act.${act}.${who}.title` as 'act.accepted.unit.title', names);
  const real: Act = act === 'meeting' ? 'asked-back' : act;
  const had = hadItUntil(view.acts);
  // Whoever was told once that it came from there and chooses it again means it.
  const warned = form?.errors.to && units.find((unit) => unit.slug === form.values.to && had.has(unit.id));
  const last = view.acts.findLast((one) => one.act !== 'added');
  const asked = act !== 'added' ? undefined : request.state === 'with-asker' ? last : voidQuestion(view.acts);
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      hidden
      errors={form?.errors ?? {}}
      crumbs={[{ href: door.base, label: titleOf(request, page) }, { label: title }]}
    >
      <Stack gap="6">
        <Intro title={title} lead={t(`act.${act}.${who}.lead` as 'act.accepted.unit.lead', names)} />
        {asked && (
          <Said written={asked.note} page={page} by={nameOf(view.units.get(asked.unit ?? ''), page)} />
        )}
        {act === 'forwarded' && request.state === 'with-asker' && (
          <Notice>
            <p>{t('forward.void', names)}</p>
          </Notice>
        )}
        <Form action={`${door.base}/acts/${act}`} state={form}>
          {wide && <input type="hidden" name="others" value="yes" />}
          {warned && <input type="hidden" name="back" value={warned.slug} />}
          {act === 'forwarded' && (
            <Select
              name="to"
              label={t('forward.to')}
              help={
                <>
                  {t('forward.to.help')} <Link href="/who-does-what">{t('unit.find')}</Link>
                  {!wide && (
                    <>
                      {' · '}
                      <Link href={`${door.base}/acts/forwarded?others=yes`}>{t('forward.others')}</Link>
                    </>
                  )}
                </>
              }
              options={forwardChoices(
                page,
                units.filter((unit) => unit.id !== request.unit && unit.id !== request.askerOrganisation),
                had,
              )}
              empty
            />
          )}
          {act === 'meeting' && (
            <TextArea name="meeting" label={t('meet.when')} help={t('meet.when.help')} rows={3} />
          )}
          <TextArea
            name="note"
            label={t(`note.${act}.${who}` as 'note.accepted.unit')}
            rows={act === 'meeting' ? 3 : 5}
            optional={!wantsWords(real, 'note') || act === 'meeting'}
          />
          {act === 'declined' && (
            <TextArea
              name="wouldChange"
              label={t('wouldChange.label')}
              help={t('wouldChange.help')}
              rows={4}
            />
          )}
          {(act === 'accepted' || act === 'countered') && (
            <Field
              name="doneBy"
              type="date"
              label={t('doneBy.label')}
              help={t('day.help', { day: exampleDay(page) })}
              optional
            />
          )}
          <SubmitRow>
            <Button color={act === 'withdrawn' ? 'danger' : undefined}>
              {t(`act.${act}.${who}.do` as 'act.accepted.unit.do', names)}
            </Button>
            <Link href={door.base}>{t('back')}</Link>
          </SubmitRow>
        </Form>
      </Stack>
    </Layout>
  );
}
