import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Form } from '../../../ui/form.tsx';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { More } from '../../../ui/more.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { Split } from '../../../ui/split.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Own } from '../actions.ts';
import { inUse } from '../actions.ts';
import { words } from '../messages/index.ts';
import { type Pair, sayings, typedRating } from '../rules.ts';
import type { Goal, OwnGoal } from '../store.ts';
import { WhoSees } from './own.tsx';
import { FitFrame, fitPath } from './parts.tsx';

type Props = Own & { page: Page; pairs: readonly Pair<OwnGoal, Goal>[]; state: FormState | undefined };

/** For each own goal, what it has to say of each common one. */
export function RatingPage({ page, inside, partner, owns, pairs, marks, state }: Props) {
  const t = words(page.locale);
  const path = `${fitPath(inside)}/own`;
  const title = t('rating.title');
  const stands = typedRating(pairs, marks);
  return (
    <FitFrame
      page={page}
      inside={inside}
      title={title}
      above={[{ href: path, label: t('own', { partner: partner.name }) }]}
      errors={state?.errors}
    >
      <Intro title={title} lead={t('rating.lead')} />
      <Split aside={<WhoSees page={page} />}>
        {pairs.length === 0 ? (
          <Empty title={t('rating.empty')} link={<ButtonLink href={path}>{t('rating.empty.do')}</ButtonLink>}>
            {t('rating.empty.about')}
          </Empty>
        ) : (
          <Form action={`${path}/rating`} state={state} stands={stands}>
            {inUse(owns).map((own) => (
              <Section
                key={own.id}
                size="xs"
                title={
                  <>
                    {t('rating.own')} <span lang={page.langOf(own.locale)}>{own.text}</span>
                  </>
                }
              >
                {pairs
                  .filter((pair) => pair.own.id === own.id)
                  .map(({ end, goal }) => {
                    const says = textOf(state, `says-${end}`) ?? stands[`says-${end}`];
                    return (
                      <div key={end} class="stack" data-gap="2">
                        <Select
                          name={`says-${end}`}
                          label={<span lang={page.langOf(goal.locale)}>{goal.text}</span>}
                          empty={t('says.none')}
                          options={sayings.map((value) => ({ value, label: t(`says.${value}`) }))}
                        />
                        <More summary={t('why.more')} open={says === 'tension'}>
                          <TextArea name={`why-${end}`} label={t('why')} help={t('why.help')} rows={2} />
                          <Checkbox name={`share-${end}`} label={t('share')} help={t('share.help')} />
                        </More>
                      </div>
                    );
                  })}
              </Section>
            ))}
            <SubmitRow cancel={path} note={t('rating.note')}>
              <Button>{t('rating.do')}</Button>
            </SubmitRow>
          </Form>
        )}
      </Split>
    </FitFrame>
  );
}
