import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { InRound } from '../../rounds/actions.ts';
import { words } from '../messages/index.ts';
import { criteria, kinds, methods, ownKind, ties, weightOf, weights } from '../rules.ts';

type Props = { page: Page; at: InRound; state: FormState | undefined };

/** What no count can say: which partners, what counts, how they are chosen, how firm the tie is. */
export function SheetPage({ page, at, state }: Props) {
  const t = words(page.locale);
  const { partnership } = at.inside;
  const home = `/partnerships/${partnership.id}/${ownKind}`;
  const here = `${home}/${at.round.id}`;
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
        <Draft name={`sheet-${at.round.id}`} reader={page.person?.id ?? ''}>
          <Form action={`${here}/text`} state={state}>
            <Checkboxes
              name="kinds"
              label={t('kinds')}
              options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            />
            <TextArea name="kindsWhy" label={t('kinds.why')} rows={2} optional />
            <Section title={t('criteria')} size="xs">
              <p class="text">{t('criteria.about')}</p>
              {criteria.map((criterion) => (
                <Select
                  key={criterion}
                  name={weightOf(criterion)}
                  label={t(`criterion.${criterion}`)}
                  options={weights.map((weight) => ({ value: weight, label: t(`weight.${weight}`) }))}
                />
              ))}
            </Section>
            <Radios
              name="method"
              label={t('method')}
              options={methods.map((method) => ({ value: method, label: t(`method.${method}`) }))}
            />
            <TextArea name="methodWhy" label={t('method.why')} rows={2} optional />
            <Radios
              name="tie"
              label={t('tie')}
              options={ties.map((tie) => ({ value: tie, label: t(`tie.${tie}`) }))}
            />
            <TextArea name="tieWhy" label={t('tie.why')} rows={2} optional />
            <SubmitRow cancel={here}>
              <Button>{t('form.do')}</Button>
            </SubmitRow>
          </Form>
        </Draft>
      </Stack>
    </InsidePage>
  );
}
