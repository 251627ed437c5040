import type { SessionView } from '../../../platform/accounts/sessions.ts';
import type { Page } from '../../../platform/http/page.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Section } from '../../../ui/section.tsx';
import { words } from '../messages/index.ts';

/** "Firefox on Android" */
export function deviceName(t: ReturnType<typeof words>, device: string): string {
  const [browser = '', system = ''] = device.split('/');
  if (browser && system) return t('sessions.device', { browser, system });
  return browser || system || t('sessions.unknown');
}

/** Where somebody is signed in: ended one by one, or all others. */
export function SessionLines({ page, sessions }: { page: Page; sessions: readonly SessionView[] }) {
  const t = words(page.locale);
  const where = { locale: page.locale, timeZone: page.city.timeZone };
  const moment = (at: Date) => writeDate(at, 'moment', where);
  return (
    <Section title={t('sessions')}>
      <p class="text">{t('sessions.lead')}</p>
      <Lines>
        {sessions.map(({ id, device, begun, used, current }) => (
          <Line
            key={id}
            title={deviceName(t, device)}
            facts={[
              current && t('sessions.current'),
              t('sessions.begun', { moment: moment(begun) }),
              t('sessions.used', { moment: moment(used) }),
            ]}
            end={
              !current && (
                <Form action={`/account/sessions/${id}/end`}>
                  <Button variant="tertiary" about={deviceName(t, device)}>
                    {t('sessions.end')}
                  </Button>
                </Form>
              )
            }
          />
        ))}
      </Lines>
      {sessions.length > 1 && (
        <Form action="/account/sessions/others/end">
          <Button variant="secondary">{t('sessions.endOthers')}</Button>
        </Form>
      )}
    </Section>
  );
}
