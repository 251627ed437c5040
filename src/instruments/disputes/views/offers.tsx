import { ButtonLink } from '../../../ui/button.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Section } from '../../../ui/section.tsx';
import { State } from '../../../ui/state.tsx';
import { words } from '../messages/index.ts';
import { type DisputeProps, nameOf, offerWords, pathOf } from './parts.tsx';

type One = DisputeProps['at']['open'][number];

/** What waits for the yes of the sides. */
export function Offers({ page, at }: DisputeProps) {
  const t = words(page.locale);
  if (at.open.length === 0) return null;
  return (
    <Section title={t('offers')}>
      {at.open.map((offer) => (
        <Section key={offer.id} title={offerWords(page, offer)} level={3} size="xs">
          <Offered page={page} at={at} offer={offer} />
          <Answers page={page} at={at} offer={offer} />
        </Section>
      ))}
    </Section>
  );
}

/** The words of an offer, and who put it. */
export function Offered({ page, at, offer }: DisputeProps & { offer: Omit<One, 'yes'> }) {
  const t = words(page.locale);
  const partner = nameOf(page, at, offer.byPartner);
  const by = t('offer.by', { partner, day: page.day(offer.at) });
  return (
    <>
      {offer.text ? (
        <Quote lang={page.langOf(offer.locale)} by={by}>
          {offer.text}
        </Quote>
      ) : (
        <p class="small quiet">{by}</p>
      )}
      {offer.reviewOn && <p class="text">{t('end.review', { day: page.day(offer.reviewOn) })}</p>}
    </>
  );
}

/** Who has said yes, and who still has to say something. */
function Answers({ page, at, offer }: DisputeProps & { offer: One }) {
  const t = words(page.locale);
  const href = `${pathOf(at.inside.partnership.id)}/${at.dispute.id}/offers/${offer.id}`;
  return (
    <Lines label={offerWords(page, offer)}>
      {at.stillIn.map(({ id, name }) => {
        const yes = offer.yes.has(id);
        const end =
          !yes && id === at.speaks?.id ? (
            <ButtonLink variant="secondary" href={href} about={offerWords(page, offer)}>
              {t('offer.answer')}
            </ButtonLink>
          ) : (
            !yes &&
            at.silent.some((one) => one.id === id) && (
              <Link href={`${href}?partner=${id}`}>{t('offer.record', { partner: name })}</Link>
            )
          );
        return (
          <Line
            key={id}
            title={name}
            level={4}
            facts={[
              <State key="state" state={yes ? 'agreed' : 'none'}>
                {t(yes ? 'offer.yes' : 'offer.open')}
              </State>,
            ]}
            end={end}
          />
        );
      })}
    </Lines>
  );
}
