import type { FormState } from '../../../platform/http/form.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Gap, HandOver } from '../../../platform/personal/declared.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import { erasureDays } from '../rules.ts';
import type { Erasure } from '../store.ts';

/** How somebody proves that it is them, or that they have; `proof` came by mail, for who has no password. */
export type Sure = { is: 'fresh' | 'password' | 'again' | 'link'; proof: string };

type Props = {
  page: Page;
  sure: Sure;
  needed: readonly HandOver[];
  gaps: readonly Gap[];
  erasure: Erasure | undefined;
  form?: FormState;
};

const here = '/account/data';

export function MyDataPage({ page, sure, needed, gaps, erasure, form }: Props) {
  const t = words(page.locale);
  const guest = page.person!.kind === 'guest';
  const above = guest
    ? { href: '/taking-part', label: t('above.guest') }
    : { href: '/account', label: t('above.account') };
  const proof = sure.proof ? `?proof=${sure.proof}` : '';
  return (
    <Layout
      frame={page.frame}
      title={t('title')}
      size="sm"
      crumbs={[above, { label: t('title') }]}
      errors={form?.errors ?? {}}
      hidden
    >
      <Intro title={t('title')} lead={t('lead')} />
      <Stack gap="12">
        {erasure && <Waiting page={page} erasure={erasure} action={`${here}/erasure/undoing`} />}
        {sure.is !== 'fresh' && (
          <MakeSure
            page={page}
            sure={sure}
            next={String(form?.values.next ?? here)}
            {...(form && { form })}
          />
        )}
        <Section title={t('take')}>
          <p class="text">{t('take.about')}</p>
          {sure.is === 'fresh' ? (
            <Lines>
              <Line
                title={t('take.html')}
                href={`${here}/everything.html${proof}`}
                facts={[t('take.html.about')]}
              />
              <Line
                title={t('take.json')}
                href={`${here}/everything.json${proof}`}
                facts={[t('take.json.about')]}
              />
            </Lines>
          ) : (
            <p class="text quiet">{t('first')}</p>
          )}
        </Section>
        {!erasure && (
          <Erase
            page={page}
            needed={needed}
            gaps={gaps}
            linked
            fresh={sure.is === 'fresh'}
            action={`${here}/erasure${proof}`}
            about={t('erase.about', { days: erasureDays })}
            {...(form && { form })}
          />
        )}
      </Stack>
    </Layout>
  );
}

export function TheirErasurePage({
  page,
  person,
  sure,
  needed,
  gaps,
  erasure,
  form,
}: Props & { person: { id: string; name: string } }) {
  const t = words(page.locale);
  const account = `/settings/accounts/${person.id}`;
  const title = t('theirs', { name: person.name });
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      crumbs={[
        { href: '/settings', label: t('settings') },
        { href: '/settings/accounts', label: t('accounts') },
        { href: account, label: person.name },
        { label: t('erase') },
      ]}
      errors={form?.errors ?? {}}
      hidden
    >
      <Intro title={title} lead={t('theirs.lead')} />
      <Stack gap="12">
        {erasure && <Waiting page={page} erasure={erasure} action={`${account}/erasure/undoing`} />}
        {!erasure && sure.is !== 'fresh' && <MakeSure page={page} sure={sure} next={`${account}/erasure`} />}
        {!erasure && (
          <Erase
            page={page}
            needed={needed}
            gaps={gaps}
            fresh={sure.is === 'fresh'}
            action={`${account}/erasure`}
            about={t('erase.theirs', { days: erasureDays })}
            {...(form && { form })}
          />
        )}
      </Stack>
    </Layout>
  );
}

function Waiting({ page, erasure, action }: { page: Page; erasure: Erasure; action: string }) {
  const t = words(page.locale);
  const day = page.day(erasure.due);
  return (
    <Section title={t('waiting')}>
      <Notice tone="warning">
        <p>{t('waiting.about', { day })}</p>
      </Notice>
      <Form action={action}>
        <Button variant="secondary">{t('waiting.undo')}</Button>
      </Form>
    </Section>
  );
}

type MakeSureProps = { page: Page; sure: Sure; next: string; form?: FormState };

function MakeSure({ page, sure, next, form }: MakeSureProps) {
  const t = words(page.locale);
  return (
    <Section title={t('sure')}>
      <p class="text">{t(`sure.${sure.is as 'password'}`)}</p>
      {sure.is === 'password' && (
        <Form action={`${here}/sure`} state={form?.errors.current ? form : undefined}>
          <input type="hidden" name="next" value={next} />
          <Field
            name="current"
            type="password"
            label={t('sure.current')}
            autocomplete="current-password"
            width="medium"
          />
          <Button>{t('sure.do')}</Button>
        </Form>
      )}
      {sure.is === 'again' && (
        <p>
          <ButtonLink href={`/sign-in?next=${encodeURIComponent(next)}`}>{t('sure.again.do')}</ButtonLink>
        </p>
      )}
      {sure.is === 'link' && (
        <Form action={`${here}/proof`}>
          <Button>{t('sure.link.do')}</Button>
        </Form>
      )}
    </Section>
  );
}

type EraseProps = {
  page: Page;
  needed: readonly HandOver[];
  gaps: readonly Gap[];
  /** Whoever hands over may see where; an administrator may not be in there. */
  linked?: boolean;
  fresh: boolean;
  action: string;
  about: string;
  form?: FormState;
};

/** What goes and what stays is said before anybody presses. */
function Erase({ page, needed, gaps, linked = false, fresh, action, about, form }: EraseProps) {
  const t = words(page.locale);
  return (
    <Section title={t('erase')}>
      <p class="text">{about}</p>
      <p class="text">{t('erase.stays')}</p>
      {gaps.length > 0 && (
        <>
          <Notice tone="warning">
            <p>{t('gaps')}</p>
          </Notice>
          <Lines>
            {gaps.map(({ say, href }) => (
              <Line
                key={href}
                title={say(page.locale, linked ? 'them' : 'administrator')}
                {...(linked && { href })}
              />
            ))}
          </Lines>
        </>
      )}
      {needed.length > 0 ? (
        <>
          <Notice tone="warning">
            <p>{t('needed')}</p>
          </Notice>
          <Lines>
            {needed.map(({ say, href }) => (
              <Line key={href} title={say(page.locale)} {...(linked && { href })} />
            ))}
          </Lines>
        </>
      ) : fresh ? (
        <Form action={action} state={form}>
          <Checkbox name="sure" label={t('erase.sure')} />
          <Button variant="secondary" color="danger">
            {t('erase.do')}
          </Button>
        </Form>
      ) : (
        <p class="text quiet">{t('first')}</p>
      )}
    </Section>
  );
}
