import type { Page } from '../../../platform/http/page.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import { type Locale, ownName } from '../../../platform/i18n/locale.ts';
import type { Way } from '../../../platform/mail/post.ts';
import { Button } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { words } from '../messages/index.ts';
import { countsUntil, type Invited, readPasted } from '../rules.ts';
import type { Begun } from '../store.ts';
import { Going, Step } from './beginning-frame.tsx';
import type { AroundWho } from './beginning-who.tsx';
import { inviting } from './inviting.ts';

type StartProps = { page: Page; draft: Begun; way: Way; form?: FormState } & AroundWho;

/** The third page: who starts, and what will be sent. */
export function StartPage({ page, draft, organisations, other, way, form }: StartProps) {
  const t = words(page.locale);
  const written = draft.draft ?? {};
  const { invited, twice } = readPasted(written.invited ?? '');
  const others = written.other ? other : undefined;
  const n = invited.length + (others ? 1 : 0);
  const own = organisations.find((one) => one.id === written.as);
  const locale = (written.language ?? draft.locale) as Locale;
  const until = writeDate(countsUntil(page.now), 'long', { locale, timeZone: page.city.timeZone });
  return (
    <Step page={page} step="start" id={draft.id} {...(form && { form })}>
      <Facts
        facts={[
          { term: t('what.name'), value: draft.name },
          { term: t('what.purpose'), value: draft.purpose },
          { term: t('what.place'), value: draft.place },
          {
            term: t('start.own'),
            value: own ? page.text(own.name) : written.as === 'group' ? written.group : t('as.none'),
          },
        ]}
      />
      <Section title={t('start.invited', { n })} size="xs">
        {n === 0 ? (
          <p>{t('start.nobody')}</p>
        ) : (
          <Lines>
            {others && <Line title={others.name} facts={[t('start.throughRequest')]} />}
            {invited.map((one) => (
              <Line
                key={one.email}
                title={one.name || one.email}
                facts={[one.name && one.email, one.locale && one.locale !== locale && ownName[one.locale]]}
              />
            ))}
          </Lines>
        )}
        {twice > 0 && <p class="small quiet">{t('start.twice', { n: twice })}</p>}
        {n > 0 && (
          <>
            <p>{t('start.mail', { language: ownName[locale] })}</p>
            <Quote lang={locale}>
              <p>
                <strong>
                  {inviting.title(locale, { name: draft.name, inviter: page.person?.name ?? '' })}
                </strong>
              </p>
              <p>{inviting.text(locale, { name: draft.name, inviter: page.person?.name ?? '' })}</p>
              {draft.purpose && <p>{draft.purpose}</p>}
              {written.note && <p>{written.note}</p>}
              <p>{inviting.until(locale, until)}</p>
            </Quote>
            {way === 'none' && (
              <Notice>
                <p>{t('start.byHand')}</p>
              </Notice>
            )}
          </>
        )}
      </Section>
      <Form action={`/partnerships/${draft.id}/beginning/start`} state={form}>
        <Facilitator page={page} invited={invited} value={written.facilitator ?? ''} />
        <Going page={page}>
          <Button>{t(n > 0 && way !== 'none' ? 'start.send' : 'start.begin', { n })}</Button>
        </Going>
      </Form>
    </Step>
  );
}

type FacilitatorProps = { page: Page; invited: readonly Invited[]; value: string };

/** Who facilitates: the founder, or one of those who are invited. */
function Facilitator({ page, invited, value }: FacilitatorProps) {
  const t = words(page.locale);
  if (invited.length === 0) return <p class="text">{t('facilitator.alone')}</p>;
  const ask = { name: 'facilitator', label: t('facilitator'), help: t('facilitator.help'), value };
  const options = [
    { value: '', label: t('facilitator.me') },
    ...invited.map((one) => ({
      value: one.email,
      label: one.name ? `${one.name} (${one.email})` : one.email,
    })),
  ];
  return options.length > 6 ? <Select {...ask} options={options} /> : <Radios {...ask} options={options} />;
}
