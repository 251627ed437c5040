import { ButtonLink } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Link } from '../../../ui/link.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import { type DisputeProps, entryWords, nameOf, pathOf } from './parts.tsx';

/** How it ended, what was agreed, and whether it was fair once all sides have said so. */
export function Ended({ page, at }: DisputeProps) {
  const t = words(page.locale);
  const { end, ratings, stillIn, speaks, silent } = at;
  const partnership = `/partnerships/${at.inside.partnership.id}`;
  const path = `${pathOf(at.inside.partnership.id)}/${at.dispute.id}`;
  const agreed = at.offers.find(({ id }) => id === end!.offer);
  const { reviewOn } = at.entries.at(-1)!;
  const given = stillIn.filter(({ id }) => ratings.given.has(id)).length;
  const all = given === stillIn.length && at.side;
  const unsaid = silent.filter(({ id }) => !ratings.given.has(id));
  return (
    <Stack gap="6">
      <p class="text">{entryWords(page, at, end!)}</p>
      {agreed && (
        <Section title={t('end.agreed')}>
          <Quote lang={page.langOf(agreed.locale)}>{agreed.text}</Quote>
          {reviewOn && <p class="text">{t('end.review', { day: page.day(reviewOn) })}</p>}
          {speaks && (
            <Row>
              <ButtonLink variant="secondary" href={`${path}/look`}>
                {t('look.link')}
              </ButtonLink>
            </Row>
          )}
        </Section>
      )}
      {end!.decision && (
        <p class="text">
          {t('end.decided')}:{' '}
          <Link href={`${partnership}/decisions/${end!.decision}`}>
            <span lang={page.langOf(end!.decisionLocale!)}>{end!.decisionTitle}</span>
          </Link>
        </p>
      )}
      <Section title={t('fair.section')}>
        {all ? (
          <Facts
            facts={ratings.read.map(({ partner, fair }) => ({
              term: nameOf(page, at, partner),
              value: t(`fair.${fair}`),
            }))}
            across
          />
        ) : (
          <p class="text">{t('fair.count', { given, all: stillIn.length })}</p>
        )}
        {speaks && !ratings.given.has(speaks.id) && (
          <Row>
            <ButtonLink href={`${path}/fairness`}>{t('fair.link')}</ButtonLink>
          </Row>
        )}
        {unsaid.map(({ id, name }) => (
          <p key={id}>
            <Link href={`${path}/fairness?partner=${id}`}>{t('fair.record', { partner: name })}</Link>
          </p>
        ))}
      </Section>
    </Stack>
  );
}
