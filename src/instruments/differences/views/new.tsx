import { fewest } from '../../../mechanisms/sealed-round/asking.ts';
import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { Tick, Ticks } from '../../../ui/ticks.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import { usualDate } from '../../rounds/rules.ts';
import { words } from '../messages/index.ts';
import { listPath } from './parts.tsx';

type Props = {
  page: Page;
  inside: Inside;
  mark: { id: string; label: string; round: string } | undefined;
  /** The difference that is worked on about this mark. */
  already: string | undefined;
  /** Words to begin with, from where somebody came. */
  about: string;
  state: FormState | undefined;
};

/** What partners differ about, and until when each says alone what it is. */
export function NewDifferencePage({ page, inside, mark, already, about, state }: Props) {
  const t = words(page.locale);
  const { partnership } = inside;
  const path = listPath(partnership.id);
  const usual = usualDate(page.now, page.city);
  const joined = inside.partners.filter(({ joinedAt }) => joinedAt);
  return (
    <InsidePage
      frame={page.frame}
      title={t('new.title')}
      partnership={partnership}
      above={[{ href: path, label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Intro title={t('new.title')} lead={t('new.lead')} />
      {joined.length < fewest && !state ? (
        <Empty
          title={t('few')}
          link={<ButtonLink href={`/partnerships/${partnership.id}/people`}>{t('few.do')}</ButtonLink>}
        >
          {t('few.about')}
        </Empty>
      ) : (
        <Split
          aside={
            <Section title={t('happens')} ruled>
              <Ticks small>
                <Tick sign="lock">{t('happens.alone')}</Tick>
                <Tick sign="eye">{t('happens.open')}</Tick>
                <Tick sign="people">{t('happens.options')}</Tick>
                <Tick sign="letter">{t('happens.way')}</Tick>
              </Ticks>
            </Section>
          }
        >
          {already && (
            <p class="text">
              {t('already')} <Link href={`${path}/${already}`}>{t('already.do')}</Link>
            </p>
          )}
          <Draft name={`difference-${partnership.id}-${mark?.id ?? 'new'}`} reader={page.person?.id ?? ''}>
            <Form action={path} state={state}>
              {mark && <input type="hidden" name="mark" value={mark.id} />}
              <Field
                name="title"
                label={t('title.label')}
                help={t('title.help')}
                value={mark?.label.slice(0, 120) ?? ''}
              />
              <TextArea
                name="about"
                label={t('about.label')}
                help={t('about.help')}
                rows={3}
                value={about}
                optional
              />
              <Radios
                name="opens"
                label={t('opens')}
                value="all"
                options={(['all', 'date'] as const).map((value) => ({ value, label: t(`opens.${value}`) }))}
              />
              <Field
                name="day"
                type="date"
                label={t('day')}
                help={t('day.help')}
                value={typedDay(usual.day)}
              />
              <Field
                name="time"
                width="short"
                label={t('time')}
                help={t('time.help', { zone: page.city.timeZone })}
                value={usual.time}
              />
              <SubmitRow cancel={path}>
                <Button>{t('new.do')}</Button>
              </SubmitRow>
            </Form>
          </Draft>
        </Split>
      )}
    </InsidePage>
  );
}
