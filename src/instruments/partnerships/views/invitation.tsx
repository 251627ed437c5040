import type { Page } from '../../../platform/http/page.ts';
import { languageName } from '../../../platform/i18n/names.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { listOrganisationsById } from '../../directory/store/reading.ts';
import { words } from '../messages/index.ts';
import { standingOf } from '../rules.ts';
import type { InvitedTo } from '../store.ts';
import { NamedGroup } from './named-group.tsx';

type InvitationProps = {
  page: Page;
  invited: InvitedTo;
  organisations: Awaited<ReturnType<typeof listOrganisationsById>>;
  asks: { name: boolean; partner: boolean };
  form?: FormState;
};

/** What an invitation is about, and the two ways in: with an account, or by link without one. */
export function InvitationPage({ page, invited, organisations, asks, form }: InvitationProps) {
  const t = words(page.locale);
  const { invitation, partnership, partner, others } = invited;
  const title = t('invitation', { name: partnership.name });
  const here = `/partnership-invitations/${page.param('token')}`;
  const until = page.day(invitation.expiresAt);
  const lead = invitation.inviter
    ? t('invitation.lead', { inviter: invitation.inviter })
    : t('invitation.lead.nobody');
  const own = page.langOf(partnership.locale);
  return (
    <Layout frame={page.frame} title={title} size="sm" errors={form?.errors ?? {}} hidden>
      <Intro title={title} lead={lead} />
      <Stack gap="6">
        {own && (
          <p class="small quiet">{t('language.other', { language: languageName(own, page.locale) })}</p>
        )}
        <Facts
          facts={[
            {
              term: t('what.purpose'),
              value: partnership.purpose && <span lang={own}>{partnership.purpose}</span>,
            },
            {
              term: t('what.place'),
              value: partnership.place && <span lang={own}>{partnership.place}</span>,
            },
            { term: t('who'), value: others.map((one) => one.name).join(', ') },
            { term: t('invitation.part'), value: partOf(page, invited) },
            { term: t('invitation.until'), value: until },
          ]}
        />
        {invitation.note && (
          // In which language they wrote is not known.
          <Quote by={invitation.inviter} lang="">
            {invitation.note}
          </Quote>
        )}
        <Form action={here} state={form}>
          {asks.name ? (
            <Field
              name="name"
              label={t('accept.name')}
              help={t('accept.name.help')}
              value={invitation.name}
              autocomplete="name"
              width="medium"
            />
          ) : (
            <p class="text">{t('accept.as', { name: page.person?.name ?? '' })}</p>
          )}
          {asks.partner ? (
            <WhoWeAre page={page} organisations={organisations} />
          ) : (
            partner && <p class="text">{t('accept.for', { partner: partner.name })}</p>
          )}
          <SubmitRow note={asks.name && t('accept.note')}>
            <Button>{t('accept.do')}</Button>
          </SubmitRow>
        </Form>
        {asks.name && (
          <p>
            {t('accept.account')}{' '}
            <Link href={`/sign-in?next=${encodeURIComponent(here)}`}>{t('accept.signIn')}</Link>
          </p>
        )}
        <More summary={t('decline')} open={Boolean(form?.errors.reason)}>
          <p class="text">{t('decline.lead')}</p>
          <Form action={`${here}/decline`} state={form}>
            <TextArea
              name="reason"
              label={t('decline.reason')}
              help={t('decline.reason.help')}
              rows={3}
              optional
            />
            <Button variant="secondary">{t('decline.do')}</Button>
          </Form>
        </More>
      </Stack>
    </Layout>
  );
}

function partOf(page: Page, { invitation, partner }: InvitedTo): string {
  const t = words(page.locale);
  if (!partner) return t(invitation.role === 'facilitator' ? 'part.facilitator' : 'part.looksOn');
  if (invitation.role === 'facilitator') return t('part.leadAndFacilitator');
  return t(`part.${invitation.role}`);
}

type WhoWeAreProps = Pick<InvitationProps, 'page' | 'organisations'>;

/** Which partner somebody speaks for: an organisation of theirs, or a group that they name. */
function WhoWeAre({ page, organisations }: WhoWeAreProps) {
  const t = words(page.locale);
  return (
    <>
      {organisations.length > 0 && (
        <Radios
          name="as"
          label={t('as')}
          value={organisations[0]!.id}
          options={[
            ...organisations.map((one) => ({ value: one.id, label: page.text(one.name) })),
            { value: 'group', label: t('as.group'), help: t('as.group.help') },
          ]}
        />
      )}
      <NamedGroup label={t('accept.group')} help={t('accept.group.help')} />
    </>
  );
}

type GoneProps = { page: Page; invited: InvitedTo | undefined; renewed: boolean };

/** A link that opens nothing any more says why, and whom to ask. */
export function GonePage({ page, invited, renewed }: GoneProps) {
  const t = words(page.locale);
  const standing = invited && standingOf(invited.invitation, new Date(0));
  const why = !standing
    ? 'gone'
    : invited.partnership.endedAt
      ? 'ended'
      : standing === 'open'
        ? 'old'
        : standing === 'withdrawn' && renewed
          ? 'renewed'
          : standing;
  const name = invited?.partnership.name ?? '';
  const title = t('gone');
  return (
    <Layout frame={page.frame} title={title} hidden>
      <Intro title={title} lead={t(`gone.${why}`, { name })} />
      {invited?.invitation.inviter && why !== 'ended' && why !== 'renewed' && (
        <p class="text">{t('gone.ask', { inviter: invited.invitation.inviter })}</p>
      )}
      {why === 'accepted' && !page.frame.person ? (
        <ButtonLink href={`/taking-part/way-in?next=%2Fpartnerships%2F${invited!.partnership.id}`}>
          {t('gone.accepted.do')}
        </ButtonLink>
      ) : (
        <ButtonLink href="/" variant="secondary">
          {page.frame.city.name}
        </ButtonLink>
      )}
    </Layout>
  );
}
