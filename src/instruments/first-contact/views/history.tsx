import { isWritten } from '../../../mechanisms/request/written.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Section } from '../../../ui/section.tsx';
import { words } from '../messages/index.ts';
import { askerOf, type RequestView } from './request-view.ts';
import { dateWords, dayWords, nameOf, Said } from './said.tsx';

/** Everything that was done, the first first: who, what, when. */
export function History({ page, view }: { page: Page; view: RequestView }) {
  const t = words(page.locale);
  const { request, acts, units } = view;
  const asker = askerOf(request, view, (unit) => page.text(unit.name));
  return (
    <Section title={t('history')}>
      <Lines label={t('history')}>
        {acts.map((act, n) => {
          const unit = nameOf(units.get(act.unit ?? ''), page);
          const before = nameOf(units.get(acts[n - 1]?.unit ?? ''), page);
          const who = act.side === 'asker' ? asker : act.act === 'forwarded' ? before : unit;
          return (
            <Line
              key={act.id}
              title={t(`did.${act.act}`, { who, unit })}
              facts={[
                dateWords(act.at, page),
                act.byName !== '' && act.byName !== who && act.byName,
                act.due !== null && t('did.due', { day: dayWords(act.due, page) }),
                act.answerDays !== null && t('did.answer', { n: act.answerDays }),
              ]}
            >
              {isWritten(act.note) || isWritten(act.wouldChange) || isWritten(act.meeting) ? (
                <>
                  <Said written={act.note} page={page} />
                  {isWritten(act.wouldChange) && <p class="small quiet">{t('wouldChange.title')}</p>}
                  <Said written={act.wouldChange} page={page} />
                  {isWritten(act.meeting) && <p class="small quiet">{t('meeting.offered')}</p>}
                  <Said written={act.meeting} page={page} />
                </>
              ) : undefined}
            </Line>
          );
        })}
      </Lines>
    </Section>
  );
}
