import { guideOf } from '../../../guide/adapted.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { type Fact, Facts } from '../../../ui/facts.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Spoken as InOneLanguage } from '../../../ui/spoken.tsx';
import { isElement } from '../../path/rules.ts';
import { introOf } from '../actions/showing.ts';
import { words } from '../messages/index.ts';
import { type ShownProps, SpokenWords } from './spoken.tsx';

/** Where, for whom, who takes part, where it stands, and whom to write to. */
export function Aside({ page, shown, at }: Pick<ShownProps, 'page' | 'shown' | 'at'>) {
  const t = words(page.locale);
  const { words: said, partners } = shown;
  const { place, whom } = introOf(shown);
  const named = partners.filter(({ name }) => name !== null);
  const others = partners.length - named.length;
  const element =
    said.element && isElement(said.element)
      ? guideOf(page.city, page.locale).elements[said.element].name
      : '';
  const contact = said.contact && page.text(said.contact.name);
  const facts: (Fact | false)[] = [
    {
      term: t('place'),
      value: (
        <span itemprop="location" itemscope itemtype="https://schema.org/Place">
          {place.text ? (
            <SpokenWords spoken={shown.spoken(place)} page={page} prop="name" />
          ) : (
            <span itemprop="name">{page.frame.city.name}</span>
          )}
        </span>
      ),
    },
    whom.text !== '' && { term: t('whom'), value: <SpokenWords spoken={shown.spoken(whom)} page={page} /> },
    {
      term: t('partners'),
      value: (
        <ul class="stack" data-gap="1">
          {named.map(({ name, slug }) => (
            <li key={name} itemprop="member" itemscope itemtype="https://schema.org/Organization">
              {slug ? (
                <a class="ds-link" href={`/organisations/${slug}`} itemprop="url">
                  <span itemprop="name">{name}</span>
                </a>
              ) : (
                <span itemprop="name">{name}</span>
              )}
            </li>
          ))}
          {others > 0 && (
            <li class="quiet">{t(named.length > 0 ? 'partners.more' : 'partners.some', { n: others })}</li>
          )}
        </ul>
      ),
    },
    said.begunAt !== null && {
      term: t('since'),
      value: page.day(dayOf(said.begunAt, page.city.timeZone)),
    },
    element !== '' && {
      term: t('step'),
      value: t('step.at', { step: element, day: page.day(said.madeAt) }),
    },
    said.goal !== null && {
      term: t('goal'),
      value: (
        <Link href={`/goals/${said.goal.id}`}>
          <InOneLanguage text={said.goal.title} fallback={page.city.defaultLocale} />
        </Link>
      ),
    },
  ];
  return (
    <>
      <Section title={t('about')} ruled>
        <Facts facts={facts} />
      </Section>
      {said.contact && contact && (
        <Section title={t('contact')} ruled>
          <p class="small">{t('contact.about', { name: contact })}</p>
          <p class="on-screen">
            <ButtonLink
              variant={at === undefined ? 'secondary' : 'primary'}
              href={`/briefs/new?to=${said.contact.slug}`}
            >
              {t('contact.do')}
            </ButtonLink>
          </p>
          <p class="small">
            <Link href={`/organisations/${said.contact.slug}`}>{contact}</Link>
          </p>
        </Section>
      )}
      {at !== undefined && said.outAt && (
        <p class="small quiet">
          {t('out', { day: page.day(said.outAt) })}
          <span class="on-screen">
            {' '}
            <Link href={`${at}/feed.atom`}>{t('feed')}</Link>
          </span>
        </p>
      )}
    </>
  );
}
