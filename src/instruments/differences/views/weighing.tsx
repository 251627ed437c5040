import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import type { Partner } from '../../partnerships/store.ts';
import { type Difference, inUse } from '../actions.ts';
import { words } from '../messages/index.ts';
import { fits, pairsOf, typedWeights } from '../rules.ts';
import { pathOf, StepFrame } from './parts.tsx';

type Props = {
  page: Page;
  difference: Difference;
  voice: { partner: Partner; recorded: boolean };
  pairs: ReturnType<typeof pairsOf>;
  state?: FormState | undefined;
};

/** One partner says of each option how well it does by what counts. */
export function WeighingPage({ page, difference, voice, state }: Props) {
  const t = words(page.locale);
  const { partner, recorded } = voice;
  const title = t('weighing.title', { partner: partner.name });
  const path = pathOf(difference);
  const options = inUse(difference.options);
  const criteria = inUse(difference.criteria);
  const pairs = pairsOf(options, criteria);
  return (
    <StepFrame page={page} difference={difference} title={title} errors={state?.errors}>
      <Stack gap="12">
        <Intro title={title} lead={t('weighing.lead')} />
        {recorded && <Notice>{t('recorded', { partner: partner.name })}</Notice>}
        {pairs.length === 0 ? (
          <p class="text">{t('weighing.nothing')}</p>
        ) : (
          <Draft name={`weighing-${difference.id}-${partner.id}`} reader={page.person?.id ?? ''}>
            <Form
              action={`${path}/weighing`}
              state={state}
              stands={typedWeights(pairs, difference.weights, partner.id)}
            >
              {recorded && <input type="hidden" name="partner" value={partner.id} />}
              {options.map((option) => (
                <Section
                  key={option.id}
                  title={<span lang={page.langOf(option.locale)}>{option.text}</span>}
                  size="xs"
                >
                  {pairs
                    .filter((pair) => pair.option.id === option.id)
                    .map(({ name, criterion }) => (
                      <Select
                        key={name}
                        name={name}
                        label={<span lang={page.langOf(criterion.locale)}>{criterion.text}</span>}
                        empty={t('fits.none')}
                        options={fits.toReversed().map((fit) => ({ value: fit, label: t(`fits.${fit}`) }))}
                      />
                    ))}
                </Section>
              ))}
              <SubmitRow cancel={path}>
                <Button>{t('weighing.do')}</Button>
              </SubmitRow>
            </Form>
          </Draft>
        )}
      </Stack>
    </StepFrame>
  );
}
