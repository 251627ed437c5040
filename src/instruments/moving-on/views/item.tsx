import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { ToldFields } from '../../../ui/consent.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { More } from '../../../ui/more.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { loadItem } from '../actions/items.ts';
import { words } from '../messages/index.ts';
import { stateOf, typedItem } from '../rules.ts';
import { dotOf, ItemFields } from './items.tsx';
import { frameBelow, pathOf, standingOf } from './parts.tsx';

export type ItemForm = 'change' | 'open' | 'yes' | 'other';
type Props = {
  page: Page;
  at: Awaited<ReturnType<typeof loadItem>>;
  sent?: { form: ItemForm; state: FormState } | undefined;
};

/** One thing that is owed, kept or owned: who takes it on, and what was said. */
export function ItemPage({ page, at, sent }: Props) {
  const t = words(page.locale);
  const { item, voice, inside } = at;
  const { partnership, contributes } = inside;
  const items = `${pathOf(partnership.id)}/items`;
  const path = `${items}/${item.id}`;
  const state = stateOf(item);
  const stateFor = (form: ItemForm) => (sent?.form === form ? sent.state : undefined);
  const lang = page.langOf(item.locale);
  const frame = frameBelow(page, partnership, item.what, sent?.state.errors);
  if (item.removedAt)
    return (
      <InsidePage {...frame} above={[...frame.above, { href: items, label: t('items') }]}>
        <Stack gap="12">
          <Intro title={<span lang={lang}>{item.what}</span>} lead={t('removed')} />
          {contributes && (
            <Form action={`${path}/return`}>
              <Button variant="secondary">{t('return')}</Button>
            </Form>
          )}
        </Stack>
      </InsidePage>
    );
  return (
    <InsidePage
      {...frame}
      above={[...frame.above, { href: items, label: t('items') }]}
      said={{ text: item.what, lang: item.locale }}
    >
      <Stack gap="12">
        <Intro
          title={<span lang={lang}>{item.what}</span>}
          state={<State state={dotOf(item)}>{standingOf(page, item)}</State>}
        />
        <Facts
          facts={[
            { term: t('kind'), value: t(`kind.${item.kind}.one`) },
            { term: t('whom'), value: item.whom && <span lang={lang}>{item.whom}</span> },
            { term: t('until'), value: item.until && page.day(item.until) },
            { term: t('taker'), value: item.takerName },
            {
              term: t('open.reason'),
              value: state === 'open' && <span lang={page.langOf(item.said!)}>{item.reason}</span>,
            },
          ]}
        />
        {voice && state !== 'settled' && (
          <NextPanel title={t('yes', { partner: voice.partner.name })}>
            <Form action={`${path}/yes`} state={stateFor('yes')}>
              <input type="hidden" name="seen" value={item.changedAt.toISOString()} data-kept="" />
              {voice.recorded && <ToldFields today={typedDay(dayOf(page.now, page.city.timeZone))} />}
              <SubmitRow note={t(voice.recorded ? 'yes.note.for' : 'yes.note')}>
                <Button>{t(voice.recorded ? 'yes.do.for' : 'yes.do')}</Button>
              </SubmitRow>
            </Form>
          </NextPanel>
        )}
        {contributes && (state === 'settled' || state === 'open') && (
          <Form action={`${path}/words`} state={stateFor('other')}>
            <input type="hidden" name="says" value="again" />
            <Button variant="secondary">{t(`state.${state}.undo`)}</Button>
          </Form>
        )}
        {contributes && (state === 'waits' || state === 'nobody') && (
          <More summary={t('open')} open={sent?.form === 'open'}>
            <Form action={`${path}/words`} state={stateFor('open')}>
              <input type="hidden" name="says" value="open" />
              <TextArea name="reason" label={t('open.reason')} help={t('open.help')} rows={2} />
              <SubmitRow>
                <Button variant="secondary">{t('open.do')}</Button>
              </SubmitRow>
            </Form>
          </More>
        )}
        {contributes && (
          <More summary={t('change')} open={sent?.form === 'change'}>
            <p class="text">{t('change.note')}</p>
            <Form action={path} state={stateFor('change')} stands={typedItem(item)}>
              <ItemFields page={page} partners={at.joined} />
              <SubmitRow>
                <Button variant="secondary">{t('save')}</Button>
              </SubmitRow>
            </Form>
            <Form action={`${path}/removal`}>
              <Button variant="tertiary" color="danger">
                {t('remove')}
              </Button>
            </Form>
          </More>
        )}
      </Stack>
    </InsidePage>
  );
}
