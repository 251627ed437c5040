import type { Page } from '../../platform/http/page.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import type { FormState } from '../../ui/form-state.ts';
import { Intro } from '../../ui/intro.tsx';
import { Layout } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { Radios } from '../../ui/radios.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';
import { SubmitRow } from '../../ui/submit-row.tsx';
import type { findEnding } from './actions.ts';
import { words } from './messages/index.ts';
import { fieldOf, rhythms } from './rules.ts';
import type { Choices } from './store.ts';

type ToldProps = { page: Page; choices: Choices; form?: FormState };

/** How often, at which hour, and for one partnership another way. */
export function ToldPage({ page, choices, form }: ToldProps) {
  const t = words(page.locale);
  const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${hour}:00` }));
  return (
    <Layout frame={page.frame} title={t('told')} size="sm" errors={form?.errors ?? {}} hidden>
      <Intro title={t('told')} lead={t('told.lead')} />
      <Form action="/told" state={form}>
        <Radios
          name="rhythm"
          label={t('rhythm')}
          help={t('rhythm.help')}
          value={choices.rhythm}
          options={rhythms.map((value) => ({
            value,
            label: t(`rhythm.${value}`),
            ...(value === 'at-once' && { help: t('rhythm.at-once.help') }),
          }))}
        />
        <Select
          name="hour"
          label={t('hour')}
          help={t('hour.help')}
          value={String(choices.hour)}
          options={hours}
        />
        {choices.partnerships.length > 0 && (
          <Section title={t('one')} size="xs">
            <p class="text">{t('one.lead')}</p>
            {choices.partnerships.map(({ id, name, rhythm }) => (
              <Select
                key={id}
                name={fieldOf(id)}
                label={name}
                value={rhythm ?? ''}
                empty={t('same')}
                options={rhythms.map((value) => ({ value, label: t(`rhythm.${value}`) }))}
              />
            ))}
          </Section>
        )}
        <SubmitRow>
          <Button>{t('save')}</Button>
        </SubmitRow>
      </Form>
    </Layout>
  );
}

type EndingProps = {
  page: Page;
  token: string;
  all: boolean;
  now: Awaited<ReturnType<typeof findEnding>>;
  /** How it was before it was ended, for the way back. */
  was: string;
};

/** Behind the link of a mail: one button that ends such mails; then one that undoes it. */
export function EndingPage({ page, token, all, now, was }: EndingProps) {
  const t = words(page.locale);
  const partnership = now.name || t('end.hidden');
  const ended = now.rhythm === 'never';
  const titles = ended
    ? { title: all ? t('ended.all') : t('ended.one', { partnership }), lead: t('ended.lead') }
    : {
        title: all ? t('end.all') : t('end.one', { partnership }),
        lead: t(all ? 'end.all.lead' : 'end.one.lead'),
      };
  return (
    <Layout frame={page.frame} title={titles.title} size="sm" hidden>
      <Intro {...titles} />
      <Form action={`/told/links/${token}`}>
        {ended && <input type="hidden" name="back" value={was} />}
        <SubmitRow note={page.frame.person && <Link href="/told">{t('choose')}</Link>}>
          <Button variant={ended ? 'secondary' : 'primary'}>
            {t(ended ? 'ended.undo' : all ? 'end.all.do' : 'end.one.do')}
          </Button>
        </SubmitRow>
      </Form>
    </Layout>
  );
}
