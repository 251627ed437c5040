import { differences } from '../../../platform/differences.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Differences } from '../../../ui/differences.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import type { DecisionView } from '../actions.ts';
import { words } from '../messages/index.ts';
import { pathOf, whoWords } from './parts.tsx';

type Props = { page: Page; at: DecisionView };

/** What was written down last of what was decided. */
export function Statements({ page, at }: Props) {
  const t = words(page.locale);
  const [last] = at.statements;
  if (!last) return null;
  return (
    <div class="stack" data-gap="2">
      {!last.holds && at.outcome?.result !== 'seen' && <p class="text">{t('statement.holds.no')}</p>}
      {last.chosen && <p class="text">{t('statement.chosen', { option: last.chosen })}</p>}
      <p class="written text" lang={page.langOf(last.locale)}>
        {last.text}
      </p>
      <p class="small quiet">
        {t('statement.by', { who: whoWords(page, last.byName), day: page.day(last.at) })}
        {last.reviewOn && ` · ${t('review', { day: page.day(last.reviewOn) })}`}
      </p>
      <WrittenBefore page={page} at={at} />
      {at.steers && (
        <p>
          <Link href={`${pathOf(at.inside.partnership.id)}/${at.decision.id}/outcome`}>
            {t('outcome.again')}
          </Link>
        </p>
      )}
    </div>
  );
}

/** What was written down before, with what has changed and why. */
function WrittenBefore({ page, at }: Props) {
  const t = words(page.locale);
  const { statements } = at;
  if (statements.length < 2) return null;
  return (
    <More summary={t('statement.earlier')}>
      {statements.slice(0, -1).map((said, n) => {
        const before = statements[n + 1]!;
        return (
          <div class="stack" data-gap="2" key={said.id}>
            <p class="small quiet">
              {t('statement.by', { who: whoWords(page, before.byName), day: page.day(before.at) })}
              {before.reviewOn && ` · ${t('review', { day: page.day(before.reviewOn) })}`}
            </p>
            <Differences parts={differences(before.text, said.text)} lang={page.langOf(said.locale)} />
            {said.because && (
              <p class="text">
                {t('because')} <span lang={page.langOf(said.locale)}>{said.because}</span>
              </p>
            )}
          </div>
        );
      })}
    </More>
  );
}
