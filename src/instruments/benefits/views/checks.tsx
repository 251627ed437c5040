import type { Page } from '../../../platform/http/page.ts';
import { minusDecimal } from '../../../platform/i18n/decimals.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Line, Lines } from '../../../ui/lines.tsx';
import { More } from '../../../ui/more.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { verdicts } from '../rules.ts';
import type { Check, WholeBenefit } from '../store.ts';
import { valueWords } from './parts.tsx';

type FormProps = {
  page: Page;
  benefit: WholeBenefit;
  /** How many checks are on the page. */
  seen: number;
  /** Its day has come. */
  due: boolean;
  state: FormState | undefined;
};

/** Recording a check: the next step once its day has come, and possible before. */
export function CheckForm({ page, benefit, seen, due, state }: FormProps) {
  const t = words(page.locale);
  const here = `/partnerships/${page.param('id')}/benefits/${benefit.id}`;
  const form = (
    <Draft name={`check-${benefit.id}`} reader={page.person?.id ?? ''}>
      <Form action={`${here}/checks`} state={state}>
        {/* What is on the page now: also where the form comes back because there is more than before. */}
        <input type="hidden" name="seen" value={seen} />
        <input type="hidden" name="version" value={benefit.version} />
        <p class="text">{t('check.about')}</p>
        <Radios
          name="verdict"
          label={t('verdict')}
          options={verdicts.map((verdict) => ({ value: verdict, label: t(`state.${verdict}`) }))}
        />
        {benefit.unit && (
          <Field
            name="measured"
            type="number"
            label={t('measured')}
            help={t('measured.help', { unit: benefit.unit })}
            optional
          />
        )}
        <TextArea name="measuredWords" label={t('measuredWords')} rows={2} optional />
        <TextArea name="evidence" label={t('evidence')} help={t('evidence.help')} rows={2} />
        <TextArea name="learnt" label={t('learnt')} rows={3} optional />
        <Field name="againOn" type="date" label={t('againOn')} help={t('againOn.help')} optional />
        <SubmitRow>
          <Button variant={due ? 'primary' : 'secondary'}>{t('check.do')}</Button>
        </SubmitRow>
      </Form>
    </Draft>
  );
  return due ? (
    <NextPanel for="all" title={t('check.due')}>
      {form}
    </NextPanel>
  ) : (
    <More summary={t('check')} open={state !== undefined}>
      {form}
    </More>
  );
}

/** All checks there were, the latest first. */
export function Checks({
  page,
  benefit,
  checks,
}: {
  page: Page;
  benefit: WholeBenefit;
  checks: readonly Check[];
}) {
  const t = words(page.locale);
  if (checks.length === 0) return null;
  return (
    <Section title={t('checks')}>
      <Lines label={t('checks')}>
        {checks.map((check) => {
          const lang = page.langOf(check.locale);
          const written = (text: string) =>
            text && (
              <p class="written" lang={lang}>
                {text}
              </p>
            );
          const measured = valueWords(page, check.measured, benefit.unit);
          const since =
            check.measured !== null && benefit.baseline !== null
              ? valueWords(page, minusDecimal(check.measured, benefit.baseline), benefit.unit)
              : '';
          return (
            <Line
              key={check.id}
              title={t('check.by', {
                verdict: t(`state.${check.verdict}`),
                day: page.day(check.at),
              })}
              facts={[t('check.who', { who: check.writer ?? t('somebody') })]}
            >
              <Facts
                facts={[
                  {
                    term: t('check.measured'),
                    value: (measured || check.measuredWords) && (
                      <>
                        {measured && <p>{measured}</p>}
                        {written(check.measuredWords)}
                      </>
                    ),
                  },
                  { term: t('check.since'), value: since },
                  { term: t('check.evidence'), value: written(check.evidence) },
                  { term: t('check.learnt'), value: written(check.learnt) },
                  {
                    term: t('check.again'),
                    value: check.againOn ? page.day(check.againOn) : undefined,
                  },
                ]}
              />
            </Line>
          );
        })}
      </Lines>
    </Section>
  );
}
