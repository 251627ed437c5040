import { joinedOf } from '../../../mechanisms/sealed-round/asking.ts';
import type { Page } from '../../../platform/http/page.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Tag } from '../../../ui/tag.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import type { Partner } from '../../partnerships/store.ts';
import { mayState, sidesOf } from '../access.ts';
import { words } from '../messages/index.ts';
import { isPublic } from '../rules.ts';
import type { Outcome } from '../store.ts';

export type StandingProps = {
  page: Page;
  inside: Inside;
  /** The latest gate that is open: outcomes are stated at it. */
  opened: string;
  outcomes: readonly Outcome[];
  withoutPeople: ReadonlySet<string>;
};

/** Where all partners stand, beside each other, none above another. */
export function Standing(props: StandingProps) {
  const { page, inside } = props;
  const t = words(page.locale);
  return (
    <Section title={t('standing')} id="standing">
      <p class="text quiet">{t('standing.about')}</p>
      <Lines label={t('standing')}>
        {joinedOf(inside.partners).map((partner) => (
          <One key={partner.id} {...props} partner={partner} />
        ))}
      </Lines>
    </Section>
  );
}

function One(props: StandingProps & { partner: Partner }) {
  const { page, inside, opened, partner, outcomes, withoutPeople } = props;
  const t = words(page.locale);
  const [now, ...before] = outcomes.filter((one) => one.partner === partner.id);
  const may = mayState(page.scope, inside, partner.id, withoutPeople.has(partner.id));
  const first = withoutPeople.has(partner.id) ? 'outcome.first.for' : 'outcome.first';
  const over = now && now.review <= dayOf(page.now, page.city.timeZone);
  return (
    <Line
      title={partner.name}
      facts={now ? [...factsOf(page, now), t(`visible.${isPublic(now) ? 'all' : 'us'}`)] : []}
      end={
        may && (
          <Link href={`/partnerships/${inside.partnership.id}/gate/${opened}/outcomes/${partner.id}`}>
            {t(now ? 'outcome.change' : first)}
            <span class="ds-sr-only">: {partner.name}</span>
          </Link>
        )
      }
    >
      {now ? (
        <Stack gap="2">
          <div class="row">
            <Tag>{t(now.choice)}</Tag>
            {isPublic(now) && <Tag color="info">{t('public')}</Tag>}
            {over && <Tag color="warning">{t('review.over')}</Tag>}
          </div>
          <p class="text quiet">{t(`${now.choice}.said`, { partner: partner.name })}</p>
          <Reason page={page} outcome={now} />
          <Consents {...props} outcome={now} />
          {before.length > 0 && (
            <More summary={t('history', { n: before.length })}>
              {before.map((one) => (
                <div class="stack" data-gap="1" key={one.id}>
                  <p>
                    <strong>{t(one.choice)}</strong> · {factsOf(page, one).join(' · ')}
                  </p>
                  <Reason page={page} outcome={one} />
                </div>
              ))}
            </More>
          )}
        </Stack>
      ) : (
        <p class="quiet">{t('unsaid')}</p>
      )}
    </Line>
  );
}

function Reason({ page, outcome }: { page: Page; outcome: Outcome }) {
  return outcome.reason ? (
    <p class="written text" lang={page.langOf(outcome.locale)}>
      {outcome.reason}
    </p>
  ) : null;
}

function factsOf(page: Page, outcome: Outcome): string[] {
  const t = words(page.locale);
  const who = outcome.writer ?? t('somebody');
  return [
    outcome.recordedHow
      ? t(`said.${outcome.recordedHow}`, {
          who,
          day: page.day(outcome.recordedOn ?? outcome.at),
        })
      : t('said', { who, day: page.day(outcome.at) }),
    t('until', { day: page.day(outcome.review) }),
  ];
}

/** Whether it may be read outside: each side says so for itself, and takes it back alone. */
function Consents({
  page,
  inside,
  opened,
  partner,
  outcome,
}: StandingProps & { partner: Partner; outcome: Outcome }) {
  const t = words(page.locale);
  const sides = sidesOf(page.scope, inside, partner.id);
  if (sides.length === 0) return null;
  const given = { partner: outcome.partnerAgrees, facilitator: outcome.facilitatorAgrees };
  return (
    <More summary={t('public.title')}>
      <p class="text">{t('public.about')}</p>
      <p class="text">
        {t(given.partner ? 'public.partner.yes' : 'public.partner.no', { partner: partner.name })}{' '}
        {t(given.facilitator ? 'public.facilitator.yes' : 'public.facilitator.no')}
      </p>
      {sides.map((side) => (
        <Form
          key={side}
          action={`/partnerships/${inside.partnership.id}/gate/${opened}/outcomes/${partner.id}/consent`}
        >
          <input type="hidden" name="outcome" value={outcome.id} />
          <input type="hidden" name="side" value={side} />
          <input type="hidden" name="yes" value={given[side] ? 'no' : 'yes'} />
          <Button variant="secondary" about={partner.name}>
            {t(`public.${side}.${given[side] ? 'end' : 'do'}`)}
          </Button>
        </Form>
      ))}
    </More>
  );
}
