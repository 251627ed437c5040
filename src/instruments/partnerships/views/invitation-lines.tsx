import type { Page } from '../../../platform/http/page.ts';
import { ownName } from '../../../platform/i18n/locale.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Row } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import { standingOf } from '../rules.ts';
import type { HandedOn } from './people.tsx';

type LinesProps = { page: Page; base: string; invitations: readonly HandedOn[] };

/** Invitations that wait, grew old, or were answered with a no; each can be sent anew or taken back. */
export function InvitationLines({ page, base, invitations }: LinesProps) {
  const t = words(page.locale);
  const day = (at: Date) => page.day(at);
  return (
    <Lines>
      {invitations.map((one) => {
        const standing = standingOf(one, page.now);
        const about = one.name || one.email || t('start.throughRequest');
        const there = `${base}/invitations/${one.id}`;
        return (
          <Line
            key={one.id}
            title={about}
            facts={[
              one.name && one.email,
              t(`role.${one.role}`),
              ownName[one.locale],
              standing === 'open' && t('invitation.open', { day: day(one.expiresAt) }),
              standing === 'old' && (
                <strong class="late">{t('invitation.old', { day: day(one.expiresAt) })}</strong>
              ),
              standing === 'declined' && t('invitation.declined', { day: day(one.declinedAt!) }),
              !one.renewable && t('invitation.own'),
            ]}
            end={
              <Row>
                {one.renewable && (
                  <Form action={`${there}/renewal`}>
                    <Button variant="tertiary" about={about}>
                      {t('renew')}
                    </Button>
                  </Form>
                )}
                {standing === 'declined' ? (
                  <Form action={`${there}/withdrawal`}>
                    <Button variant="tertiary" about={about}>
                      {t('declined.close')}
                    </Button>
                  </Form>
                ) : (
                  <ButtonLink variant="tertiary" href={`${there}/withdrawal`} about={about}>
                    {t('withdraw')}
                  </ButtonLink>
                )}
              </Row>
            }
          >
            {one.reason && <p class="text">{t('reason', { reason: one.reason })}</p>}
            {one.handOn && standing === 'open' && (
              <p class="small">
                {t('handOn')} <code>{one.handOn}</code>
              </p>
            )}
          </Line>
        );
      })}
    </Lines>
  );
}
