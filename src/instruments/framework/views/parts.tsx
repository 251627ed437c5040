import type { Page } from '../../../platform/http/page.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Facts } from '../../../ui/facts.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Spoken } from '../../../ui/spoken.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { words } from '../messages/index.ts';
import { isStale, kinds, writeAmount } from '../rules.ts';
import type { Provision, Version } from '../store.ts';

/** Whether a provision was not confirmed for too long. */
export function isStaleNow(page: Page, { confirmedAt }: Provision): boolean {
  const { timeZone } = page.city;
  return isStale(dayOf(confirmedAt, timeZone), dayOf(page.now, timeZone));
}

/** Provisions under the headings of their kinds. */
export function ByKind<One>({
  page,
  all,
  provisionOf,
  line,
}: {
  page: Page;
  all: readonly One[];
  provisionOf: (one: One) => Provision;
  line: (one: One) => ReturnType<typeof Line>;
}) {
  const t = words(page.locale);
  return (
    <>
      {kinds.map((kind) => {
        const some = all.filter((one) => provisionOf(one).kind === kind);
        return (
          some.length > 0 && (
            <Section key={kind} title={t(`kind.${kind}`)}>
              <Lines label={t(`kind.${kind}`)}>{some.map(line)}</Lines>
            </Section>
          )
        );
      })}
    </>
  );
}

/** A provision of the register in one line. */
export function ProvisionLine({ page, provision }: { page: Page; provision: Provision }) {
  const t = words(page.locale);
  const { validFrom, confirmedAt, retiredAt } = provision;
  const fallback = page.city.defaultLocale;
  const isAhead = validFrom > dayOf(page.now, page.city.timeZone);
  return (
    <Line
      key={provision.id}
      href={`/framework/${provision.id}`}
      title={<Spoken text={provision.title} fallback={fallback} />}
      facts={
        retiredAt
          ? []
          : [
              ...fromWhich(page, provision),
              isAhead && t('ahead.from', { day: page.day(validFrom) }),
              t('confirmed.on', { day: page.day(confirmedAt) }),
              isStaleNow(page, provision) && <Tag color="warning">{t('stale')}</Tag>,
            ]
      }
    >
      <p class="text written">
        <Spoken text={provision.meaning} fallback={fallback} />
      </p>
    </Line>
  );
}

const isSaid = (text: object) => Object.keys(text).length > 0;

/** From which case or value on it applies. */
export function fromWhich(page: Page, { appliesFrom, amount, currency }: Version) {
  const t = words(page.locale);
  return [
    isSaid(appliesFrom) && <Spoken text={appliesFrom} fallback={page.city.defaultLocale} />,
    amount !== null && t('from.amount', { amount: writeAmount(amount, currency!, page.locale) }),
  ];
}

export function ProvisionFacts({ page, provision }: { page: Page; provision: Provision }) {
  const t = words(page.locale);
  const fallback = page.city.defaultLocale;
  const { document, link, appliesFrom, amount, currency, officeName, officeSlug } = provision;
  const named = isSaid(document) ? <Spoken text={document} fallback={fallback} /> : link;
  return (
    <Facts
      facts={[
        { term: t('kind'), value: t(`kind.${provision.kind}`) },
        named !== '' && { term: t('document'), value: link ? <Link href={link}>{named}</Link> : named },
        isSaid(appliesFrom) && {
          term: t('appliesFrom'),
          value: <Spoken text={appliesFrom} fallback={fallback} />,
        },
        amount !== null && { term: t('amount'), value: writeAmount(amount, currency!, page.locale) },
        officeName && {
          term: t('office'),
          value: (
            <Link href={`/organisations/${officeSlug}`}>
              <Spoken text={officeName} fallback={fallback} />
            </Link>
          ),
        },
        { term: t('validFrom'), value: page.day(provision.validFrom) },
        { term: t('confirmed'), value: page.day(provision.confirmedAt) },
      ]}
    />
  );
}
