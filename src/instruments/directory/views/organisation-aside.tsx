import { linkToMail } from '../../../platform/address.ts';
import type { Page } from '../../../platform/http/page.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import { languageName, listed } from '../../../platform/i18n/names.ts';
import { addWorkingDays, dayOf } from '../../../platform/working-days.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Link } from '../../../ui/link.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Section } from '../../../ui/section.tsx';
import { Spoken } from '../../../ui/spoken.tsx';
import { Tick, Ticks } from '../../../ui/ticks.tsx';
import { words } from '../messages/index.ts';
import { confirmAgainBy, isOffice, isStale } from '../rules.ts';
import type { OrganisationView } from './organisation-view.ts';
import { briefPath, ConfirmedOn, pathOf, StaleTag } from './parts.tsx';

type Props = { page: Page; view: OrganisationView };

/** What to do, by when there is an answer, and where to begin. */
export function WriteToThem({ page, view }: Props) {
  const t = words(page.locale);
  const { organisation, usual } = view;
  const today = dayOf(page.now, page.city.timeZone);
  const by =
    organisation.reply_days &&
    writeDate(addWorkingDays(today, organisation.reply_days, page.city), 'weekday', {
      locale: page.locale,
      timeZone: page.city.timeZone,
    });
  const role = view.away ? organisation.deputy.role : organisation.contact.role;
  return (
    <NextPanel
      for="all"
      tag={t('write.tag')}
      title={t('write.title')}
      action={<ButtonLink href={briefPath(organisation.slug)}>{t('write.begin')}</ButtonLink>}
      note={t('write.note')}
    >
      <p class="text">
        {t('write.text')} {role && <ContactIs page={page} role={role} />}
      </p>
      <Ticks>
        {organisation.reply_days && (
          <Tick sign="clock">
            {t('write.promise', { days: organisation.reply_days, by: by ?? '' })}
            {usual !== undefined && ` ${t('write.usual', { days: usual })}`}
          </Tick>
        )}
        <Tick sign="eye">{t('write.see')}</Tick>
        <Tick sign="arrow">{t('write.no')}</Tick>
      </Ticks>
    </NextPanel>
  );
}

function ContactIs({
  page,
  role,
}: {
  page: Page;
  role: NonNullable<OrganisationView['organisation']['contact']['role']>;
}) {
  const place = '\u0001';
  const [before, after] = words(page.locale)('write.contact', { role: place }).split(place);
  return (
    <>
      {before}
      <strong>
        <Spoken text={role} fallback={page.city.defaultLocale} />
      </strong>
      {after}
    </>
  );
}

export function ContactAside({ page, view }: Props) {
  const t = words(page.locale);
  const { organisation, away } = view;
  const { contact, deputy } = organisation;
  const fallback = page.city.defaultLocale;
  const host = view.related.find((one) => one.relation === 'host' && (one.confirmed || view.edits));
  const languages = contact.languages?.length ? languageNames(page, contact.languages) : undefined;
  const facts = [
    contact.role &&
      !away && { term: t('contact.person'), value: <Spoken text={contact.role} fallback={fallback} /> },
    away && { term: t('contact.person'), value: <Away page={page} view={view} until={away} /> },
    deputy.role &&
      !away && { term: t('contact.deputy'), value: <Spoken text={deputy.role} fallback={fallback} /> },
    contact.phone && { term: t('contact.phone'), value: <Phone page={page} view={view} /> },
    languages && { term: t('contact.languages'), value: languages },
    contact.visit && { term: t('contact.visit'), value: <Spoken text={contact.visit} fallback={fallback} /> },
    organisation.email_shown &&
      organisation.email && {
        term: t('contact.email'),
        value: <Link href={linkToMail(organisation.email)}>{organisation.email}</Link>,
      },
    organisation.website && {
      term: t('contact.website'),
      value: <Link href={organisation.website}>{new URL(organisation.website).host}</Link>,
    },
    organisation.legal_number && { term: t('contact.legalNumber'), value: organisation.legal_number },
    host && {
      term: t('contact.host'),
      value: (
        <>
          <Link href={pathOf(host)}>
            <Spoken text={host.name} fallback={fallback} />
          </Link>
          {!host.confirmed && ` (${t('related.unconfirmed')})`}
        </>
      ),
    },
    !organisation.legal_number &&
      organisation.kind === 'community' && { term: t('contact.form'), value: t('contact.informal') },
  ];
  if (!facts.some(Boolean)) return null;
  return (
    <Section title={t('contact.title')} ruled>
      <Facts facts={facts.map((fact) => fact || null)} />
    </Section>
  );
}

function Away({ page, view, until }: Props & { until: string }) {
  const t = words(page.locale);
  const { deputy } = view.organisation;
  const date = page.day(until);
  return (
    <>
      {deputy.role && (
        <>
          <Spoken text={deputy.role} fallback={page.city.defaultLocale} />
          <br />
        </>
      )}
      <span class="small quiet">{t(deputy.role ? 'contact.awayDeputy' : 'contact.away', { date })}</span>
    </>
  );
}

function Phone({ page, view }: Props) {
  const { contact } = view.organisation;
  return (
    <>
      <Link href={`tel:${contact.phone!.replace(/[^\d+]/g, '')}`}>{contact.phone}</Link>
      {contact.hours && (
        <>
          {', '}
          <Spoken text={contact.hours} fallback={page.city.defaultLocale} />
        </>
      )}
    </>
  );
}

function languageNames(page: Page, tags: readonly string[]): string {
  const names = tags.map((tag) => languageName(tag, page.locale));
  return listed(names, page.locale);
}

/** When the entry was confirmed, and how to say that something has changed. */
export function RightAside({ page, view }: Props) {
  const t = words(page.locale);
  const { organisation } = view;
  const now = page.now;
  const stale = isStale(organisation.confirmed_at, now);
  return (
    <Section title={t('right.title')} ruled>
      {organisation.confirmed_at && (
        <p class="small">
          {!stale && <Icon name="tick" />} <ConfirmedOn page={page} organisation={organisation} />
          {!stale && ` ${t('right.again', { date: page.day(confirmAgainBy(organisation.confirmed_at)) })}`}
        </p>
      )}
      {stale && organisation.kind === 'department' && (
        <p class="small">
          <StaleTag page={page} organisation={organisation} />
        </p>
      )}
      <p class="small">
        <Link href={`${pathOf(organisation)}/suggestions/new`}>{t('right.tell')}</Link>
      </p>
      {view.claims && (
        <p class="small">
          <Link href={`${pathOf(organisation)}/claim`}>{t('right.claim')}</Link>
        </p>
      )}
    </Section>
  );
}

/** What its own people can do here. */
export function StaffAside({ page, view }: Props) {
  const t = words(page.locale);
  if (!view.edits) return null;
  const path = pathOf(view.organisation);
  const office = isOffice(view.organisation.kind);
  return (
    <Section title={t('staff.title')} ruled>
      <Form action={`${path}/confirmation`}>
        <Button variant="secondary">{t('staff.confirm')}</Button>
      </Form>
      <ul class="stack" data-gap="2">
        <li>
          <Link href={`${path}/card`}>{t('staff.card')}</Link>
        </li>
        {(office || view.responsibilities.length > 0) && (
          <li>
            <Link href={`${path}/responsibilities`}>
              {t(office ? 'staff.responsibilities' : 'staff.responsibilities.other')}
            </Link>
          </li>
        )}
        <li>
          <Link href={`${path}/contact`}>{t(office ? 'staff.contact' : 'staff.contact.other')}</Link>
        </li>
        {office && (
          <li>
            <Link href={`${path}/absences`}>{t('staff.absences')}</Link>
          </li>
        )}
        <li>
          <Link href={`/spaces/${view.organisation.id}/people`}>{t('staff.people')}</Link>
        </li>
        {view.suggestions > 0 && (
          <li>
            <Link href={`${path}/suggestions`}>{t('staff.suggestions', { n: view.suggestions })}</Link>
          </li>
        )}
        {view.asks.length > 0 && (
          <li>
            <Link href={`${path}/ties`}>{t('staff.asks', { n: view.asks.length })}</Link>
          </li>
        )}
      </ul>
    </Section>
  );
}
