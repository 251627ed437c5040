import { joinedOf } from '../../../mechanisms/sealed-round/asking.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { InRound } from '../../rounds/actions.ts';
import { words } from '../messages/index.ts';
import { meaningFor, ownKind, structures } from '../rules.ts';
import { Compare } from './compare.tsx';

type Props = { page: Page; at: InRound; state: FormState | undefined };

/** Choosing a structure or a mix, with reasons, and with what it means for each partner. */
export function ChoicePage({ page, at, state }: Props) {
  const t = words(page.locale);
  const { partnership, partners } = at.inside;
  const here = `/partnerships/${partnership.id}/${ownKind}/${at.round.id}`;
  return (
    <InsidePage
      frame={page.frame}
      title={t('form.title')}
      partnership={partnership}
      above={[{ href: here, label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro title={t('form.title')} lead={t('form.lead')} />
        <Draft name={`choice-${at.round.id}`} reader={page.person?.id ?? ''}>
          <Form action={`${here}/text`} state={state}>
            <Checkboxes
              name="chosen"
              label={t('chosen')}
              help={t('chosen.help')}
              options={structures.map((structure) => ({
                value: structure,
                label: t(`s.${structure}`),
                help: t(`s.${structure}.about`),
              }))}
            />
            <TextArea name="mix" label={t('mix')} rows={3} optional />
            <TextArea name="reasons" label={t('reasons')} rows={4} />
            {joinedOf(partners).map(({ id, name }) => (
              <TextArea
                key={id}
                name={meaningFor(id)}
                label={t('for', { partner: name })}
                help={t('for.help')}
                rows={2}
                optional
              />
            ))}
            <SubmitRow cancel={here}>
              <Button>{t('form.do')}</Button>
            </SubmitRow>
          </Form>
        </Draft>
        <Compare page={page} />
      </Stack>
    </InsidePage>
  );
}
