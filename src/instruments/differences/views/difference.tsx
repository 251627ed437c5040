import type { OpenAnswer } from '../../../mechanisms/sealed-round/answers.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Difference } from '../actions.ts';
import { words } from '../messages/index.ts';
import { aimOf, countAims } from '../rules.ts';
import { Next } from './next.tsx';
import { OptionsAndCriteria, Weighing } from './options.tsx';
import { listPath, nameOf, Stands } from './parts.tsx';
import { Ways } from './ways.tsx';

export type Shown = {
  page: Page;
  difference: Difference;
  /** What each said alone, once all is open. */
  answers: readonly OpenAnswer[];
  /** Partners for whom nobody signs in. */
  silent: ReadonlySet<string>;
  again: { form: string; state: FormState } | undefined;
};

/** A difference from what each says alone to the way out: what was decided stands first. */
export function DifferencePage(shown: Shown) {
  const { page, difference, again } = shown;
  const t = words(page.locale);
  const { at, mark, ways, state } = difference;
  const { partnership } = difference.inside;
  const { round } = at;
  const [way] = ways;
  const lang = page.langOf(round.locale);
  return (
    <InsidePage
      frame={page.frame}
      title={round.title}
      partnership={partnership}
      above={[{ href: listPath(partnership.id), label: t('title') }]}
      said={{ text: round.title, lang: round.locale }}
      {...(again && { errors: again.state.errors })}
    >
      <Stack gap="12">
        <Intro
          title={<span lang={lang}>{round.title}</span>}
          state={
            <Stands
              page={page}
              state={state}
              agree={way?.agree ?? null}
              dissent={way?.dissent ?? null}
              reviewOn={way?.reviewOn ?? null}
            />
          }
        />
        {(round.about || mark) && (
          <Stack gap="2">
            {round.about && (
              <p class="text written" lang={lang}>
                {round.about}
              </p>
            )}
            {mark && (
              <p class="small">
                <Link href={`/partnerships/${partnership.id}/rounds/${mark.round}`}>
                  {t('from', { label: mark.label })}
                </Link>
              </p>
            )}
          </Stack>
        )}
        <Next {...shown} />
        {at.stage === 'open' && (
          <>
            <Ways {...shown} />
            <SaidAlone {...shown} />
            <OptionsAndCriteria {...shown} />
            <Weighing {...shown} />
          </>
        )}
      </Stack>
    </InsidePage>
  );
}

/** Whether it is about the end or the means, as each sees it, and what matters to them. */
function SaidAlone({ page, difference, answers }: Shown) {
  const t = words(page.locale);
  const { end, means } = countAims(answers);
  const round = `/partnerships/${difference.inside.partnership.id}/rounds/${difference.id}`;
  return (
    <Section title={t('alone')}>
      <p class="text">
        {t('alone.counts', { end, means })}{' '}
        {t(end === 0 ? 'alone.means' : means === 0 ? 'alone.end' : 'alone.both')}
      </p>
      {answers.length > 0 && (
        <Table
          caption={t('alone')}
          hideCaption
          columns={[
            { label: t('partner'), cell: ({ partner }) => nameOf(difference, partner, page) },
            {
              label: t('alone.aim'),
              cell: ({ content }) => {
                const aim = aimOf(content);
                return aim ? t(`q.aim.${aim}.short`) : '–';
              },
            },
            {
              label: t('q.matters'),
              cell: (answer) => (
                <span class="written" lang={page.langOf(answer.locale)}>
                  {answer.content.matters ?? '–'}
                </span>
              ),
            },
          ]}
          rows={answers}
        />
      )}
      <p class="small on-screen">
        <Link href={round}>{t('alone.round')}</Link>
      </p>
    </Section>
  );
}
