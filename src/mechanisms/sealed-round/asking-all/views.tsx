import type { ComponentChildren } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import { exampleAhead, typedDay } from '../../../platform/i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { More } from '../../../ui/more.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { fewest, usualDate } from '../asking.ts';
import { words } from './messages/index.ts';

type Props = {
  page: Page;
  /** The address of the room. */
  home: string;
  /** How many partners have joined. */
  joined: number;
  /** Over the form, and below it. */
  summary: string;
  note: string;
  again: { form: string; state: FormState } | undefined;
  children?: ComponentChildren;
};

/** The form by which all partners are asked; or why they cannot be. */
export function AskingAll({ page, home, joined, summary, note, again, children }: Props) {
  const t = words(page.locale);
  if (joined < fewest) return <p class="quiet">{t('round.few')}</p>;
  const usual = usualDate(page.now, page.city);
  const state = again?.form === 'round' ? again.state : undefined;
  return (
    <More summary={summary} open={state !== undefined}>
      {children}
      <Form action={`${home}/round`} state={state}>
        <Field
          name="day"
          type="date"
          label={t('day')}
          help={t('day.help', { example: exampleAhead(page) })}
          value={typedDay(usual.day)}
        />
        <Field name="time" width="short" label={t('time')} help={t('time.help')} value={usual.time} />
        <SubmitRow note={note}>
          <Button variant="secondary">{t('do')}</Button>
        </SubmitRow>
      </Form>
    </More>
  );
}

type Going = { dueAt: Date; asked: readonly { sealedAt: Date | null }[] };

/** How many have answered, and when all opens. */
export function goingWords(page: Page, { dueAt, asked }: Going): string {
  const n = asked.filter(({ sealedAt }) => sealedAt).length;
  return words(page.locale)('in', {
    n,
    of: asked.length,
    at: page.moment(dueAt),
  });
}
