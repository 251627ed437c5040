import { fewest } from '../../../mechanisms/sealed-round/asking.ts';
import { AskingAll, goingWords } from '../../../mechanisms/sealed-round/asking-all/views.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { Link } from '../../../ui/link.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Section } from '../../../ui/section.tsx';
import { words } from '../messages/index.ts';
import { readiness, readinessOf } from '../rules.ts';
import { pathOf } from './parts.tsx';
import type { View } from './transition.tsx';

/** What worries partners: asked once of all, answered alone, opened together. */
export function Worries(view: View) {
  const { page, at } = view;
  const t = words(page.locale);
  const { round, inside } = at;
  const href = round && `/partnerships/${inside.partnership.id}/rounds/${round.id}`;
  return (
    <Section title={t('worries')}>
      {!round && <p class="text">{t('worries.about')}</p>}
      {round && !round.open && (
        <p class="text">
          {goingWords(page, round)} <Link href={href!}>{t('worries.look')}</Link>
        </p>
      )}
      {round?.open && <Said {...view} />}
      {round?.open && (
        <p class="on-screen">
          <Link href={href!}>{t('worries.all')}</Link>
        </p>
      )}
      {inside.contributes &&
        (!round ? (
          <AskingAll
            page={page}
            home={pathOf(inside.partnership.id)}
            joined={at.joined.length}
            summary={t('worries.ask')}
            note={t('worries.note')}
            again={view.sent}
          >
            <p class="text">
              {t('q.ready')} {t('q.worries')}
            </p>
          </AskingAll>
        ) : (
          round.open &&
          at.joined.length >= fewest && (
            <p class="on-screen">
              <ButtonLink
                variant="secondary"
                href={`/partnerships/${inside.partnership.id}/rounds/new?after=${round.id}`}
              >
                {t('worries.again')}
              </ButtonLink>
            </p>
          )
        ))}
    </Section>
  );
}

function Said({ page, at }: View) {
  const t = words(page.locale);
  const { round, names } = at;
  const ready = (one: { content: Readonly<Record<string, string>> }) => readinessOf(one.content);
  const count = (of: string) => round!.answers.filter((one) => ready(one) === of).length;
  return (
    <>
      <p class="text">
        {t('worries.tally', {
          ready: count('ready'),
          maybe: count('if'),
          not: count('not-yet'),
          none: round!.asked.length - round!.answers.length,
        })}
      </p>
      {readiness.toReversed().flatMap((of) =>
        round!.answers
          .filter((one) => ready(one) === of)
          .map((one) => (
            <Quote
              key={one.partner}
              by={t(`said.${of}`, { partner: names.get(one.partner) || t('some-partner') })}
              lang={page.langOf(one.locale)}
            >
              {one.content.worries ?? ''}
            </Quote>
          )),
      )}
    </>
  );
}
