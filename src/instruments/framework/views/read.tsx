import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { Spoken } from '../../../ui/spoken.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { mayNote } from '../access.ts';
import type { Read } from '../actions.ts';
import { words } from '../messages/index.ts';
import { heldOn, sayings, staleAfterDays, typedNote } from '../rules.ts';
import type { Note } from '../store.ts';
import { Changes } from './changes.tsx';
import { StandingOf } from './inherited.tsx';
import { isStaleNow, ProvisionFacts } from './parts.tsx';

type Props = { page: Page; at: Read; form?: FormState | undefined };

/** One provision as a partnership reads it: what it says, what has changed since, and what applies. */
export function ReadPage({ page, at, form }: Props) {
  const t = words(page.locale);
  const { inside, provision, note, standing } = at;
  const fallback = page.city.defaultLocale;
  const above = `/partnerships/${inside.partnership.id}/framework`;
  return (
    <InsidePage
      frame={page.frame}
      title={page.text(provision.title)}
      partnership={inside.partnership}
      above={[{ href: above, label: t('inside.title') }]}
      {...(form && { errors: form.errors })}
    >
      <Intro
        title={<Spoken text={provision.title} fallback={fallback} />}
        state={<StandingOf page={page} standing={standing} />}
      />
      <Stack gap="6">
        {isStaleNow(page, provision) && !provision.retiredAt && (
          <Notice tone="warning">
            <p>{t('stale.notice', { days: staleAfterDays })}</p>
          </Notice>
        )}
        <Split aside={<Beside page={page} at={at} />}>
          <Section title={t('inside.about')}>
            <p class="text written">
              <Spoken text={provision.meaning} fallback={fallback} />
            </p>
            <Ahead page={page} at={at} />
          </Section>
          <Since page={page} at={at} />
          {note && standing !== 'open' && (
            <Section title={t('note.now')}>
              <NoteQuote page={page} note={note} />
            </Section>
          )}
          <Noting page={page} at={at} form={form} />
          {at.notes.length > 1 && (
            <More summary={t('history')}>
              {at.notes.slice(1).map((one) => (
                <NoteQuote key={one.id} page={page} note={one} />
              ))}
            </More>
          )}
        </Split>
      </Stack>
    </InsidePage>
  );
}

function Beside({ page, at: { provision } }: Props) {
  const t = words(page.locale);
  return (
    <Section title={t('facts')} ruled>
      <ProvisionFacts page={page} provision={provision} />
      <p class="small">
        <Link href={`/framework/${provision.id}`}>{t('inside.public')}</Link>
      </p>
    </Section>
  );
}

/** What is written already, and holds from a later day on. */
function Ahead({ page, at: { versions, today } }: Props) {
  const t = words(page.locale);
  const last = versions[0]!;
  const held = heldOn(versions, today);
  if (!held || last.validFrom <= today) return null;
  return (
    <Section title={t('changed.ahead', { day: page.day(last.validFrom) })} level={3}>
      <Changes page={page} before={held} after={last} />
    </Section>
  );
}

function Since({ page, at: { standing, note, versions } }: Props) {
  const t = words(page.locale);
  const read = versions.find(({ number }) => number === note?.version);
  if (standing !== 'changed' || !read) return null;
  return (
    <Section title={t('changed.since')}>
      <Changes page={page} before={read} after={versions[0]!} />
    </Section>
  );
}

function NoteQuote({ page, note }: { page: Page; note: Note }) {
  const t = words(page.locale);
  const said = { who: note.writer ?? t('somebody'), day: page.day(note.at) };
  const by = note.partner ? t('note.by.partner', { ...said, partner: note.partner }) : t('note.by', said);
  const lang = note.locale === page.locale ? undefined : note.locale;
  return (
    <Quote by={by}>
      <p>
        <strong>{note.says === 'taken-back' ? t('history.taken-back') : t(`note.${note.says}`)}</strong>
      </p>
      {note.words && (
        <p class="written" lang={lang}>
          {note.words}
        </p>
      )}
      {note.allowedBy && <p>{t('note.allowed', { by: note.allowedBy })}</p>}
    </Quote>
  );
}

/** What applies: said once, confirmed again when the city has changed it. */
function Noting({ page, at: { inside, provision, note, standing }, form }: Props) {
  const t = words(page.locale);
  const here = `/partnerships/${inside.partnership.id}/framework/${provision.id}`;
  if (!mayNote(inside)) return standing === 'open' ? <p class="text quiet">{t('note.look')}</p> : null;
  const back = (
    <Form action={`${here}/taking-back`}>
      <Button variant="tertiary">{t(standing === 'gone' ? 'note.seen' : 'note.back')}</Button>
    </Form>
  );
  if (provision.retiredAt)
    return (
      <Section title={t('standing.gone')}>
        <p class="text">{t('note.gone')}</p>
        {standing === 'gone' && back}
      </Section>
    );
  const isNoted = standing !== 'open';
  return (
    <Section title={t(isNoted ? 'note.again' : 'note')}>
      <Form action={here} state={form} stands={typedNote(note)}>
        <input type="hidden" name="version" value={provision.latest} />
        <Radios
          name="says"
          label={t('note')}
          options={sayings.map((says) => ({ value: says, label: t(`note.${says}`) }))}
        />
        <TextArea name="words" label={t('note.words')} rows={3} optional />
        <Field name="allowedBy" label={t('note.allowedBy')} help={t('note.allowedBy.help')} optional />
        <SubmitRow>
          <Button variant={isNoted && standing !== 'changed' ? 'secondary' : 'primary'}>
            {t('note.do')}
          </Button>
        </SubmitRow>
      </Form>
      {isNoted && back}
    </Section>
  );
}
