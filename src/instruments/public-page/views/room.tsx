import type { ComponentChildren } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import { languageName } from '../../../platform/i18n/names.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Language } from '../actions/translating.ts';
import type { Room } from '../actions.ts';
import { words } from '../messages/index.ts';
import type { Answered } from '../store.ts';

type Props = { page: Page; room: Room; languages: readonly Language[]; state?: FormState | undefined };

export const publicPath = (partnership: { id: string }) => `/partnerships/${partnership.id}/public`;

/** Where the page of a partnership stands, and what can be done about it. */
export function RoomPage({ page, room, languages, state }: Props) {
  const t = words(page.locale);
  const { inside, latest } = room;
  const base = publicPath(inside.partnership);
  return (
    <Inside
      frame={page.frame}
      title={t('title')}
      partnership={inside.partnership}
      above={[]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro title={t('title')} lead={t('lead')} state={<Stands page={page} room={room} />} />
        <Next page={page} room={room} />
        {latest && (
          <Section title={t('said')}>
            <p class="text quiet">{t('said.lead')}</p>
            <Lines>
              {room.joined.map((partner) => (
                <Line
                  key={partner.id}
                  title={partner.name}
                  facts={[
                    <Answer page={page} answered={room.said.get(partner.id)} />,
                    t(room.naming.has(partner.id) ? 'name.yes' : 'name.no'),
                  ]}
                >
                  <Objection answered={room.said.get(partner.id)} />
                </Line>
              ))}
            </Lines>
          </Section>
        )}
        <NameOwn page={page} room={room} />
        {latest && languages.length > 0 && (
          <Section title={t('translations')}>
            <p class="text quiet">{t('translations.lead')}</p>
            <Lines>
              {languages.map(({ locale, all, done, before }) => (
                <Line
                  key={locale}
                  title={languageName(locale, page.locale)}
                  {...(inside.contributes && { href: `${base}/translations/${locale}` })}
                  facts={[
                    t('translations.count', { done, all }),
                    before > 0 && t('translations.before', { n: before }),
                  ]}
                />
              ))}
            </Lines>
          </Section>
        )}
        {room.takesOff && (
          <Dialog
            id="off"
            title={t('removal')}
            open={t('removal')}
            cancel={t('removal.keep')}
            danger
            shown={state !== undefined && 'reason' in state.errors}
          >
            <p class="text">{t('removal.lead')}</p>
            <Form action={`${base}/removal`} state={state}>
              <TextArea name="reason" label={t('removal.reason')} help={t('removal.reason.help')} rows={3} />
              <Button variant="secondary" color="danger">
                {t('removal.do')}
              </Button>
            </Form>
          </Dialog>
        )}
      </Stack>
    </Inside>
  );
}

function Stands({ page, room: { page: row, latest } }: Pick<Props, 'page' | 'room'>) {
  const t = words(page.locale);
  const pending = latest && !latest.publishedAt;
  const isOut = row?.audience === 'public';
  const said = isOut
    ? t('stands.out', { day: page.day(row.publishedAt) })
    : row && !pending
      ? t('stands.off')
      : t(pending ? 'stands.pending' : 'stands.none');
  return (
    <State state={isOut ? 'agreed' : pending ? 'begun' : 'none'}>
      {[said, isOut && pending && t('stands.changing')].filter(Boolean).join(' · ')}
    </State>
  );
}

/** What is to be done next: by this reader, by the others, or by whoever wants to begin. */
function Next({ page, room }: Pick<Props, 'page' | 'room'>) {
  const t = words(page.locale);
  const { inside, page: row, latest, said, own, joined, silent } = room;
  const base = publicPath(inside.partnership);
  if (!latest) {
    return inside.contributes ? (
      <NextPanel
        for="all"
        title={t('begin.title')}
        action={<ButtonLink href={`${base}/new`}>{t('making')}</ButtonLink>}
        note={t('begin.note')}
      >
        {t('begin.about')}
      </NextPanel>
    ) : null;
  }
  const isPending = !latest.publishedAt;
  const preview = `${base}/versions/${latest.id}`;
  const lacks = (id: string) => said.get(id)?.answer !== 'yes';
  const mine = isPending && inside.contributes && own !== undefined && !said.has(own);
  const toRecord = joined.some(({ id }) => silent.has(id) && !said.has(id));
  const missing = joined.filter(({ id }) => lacks(id)).map(({ name }) => name);
  const again = (
    <>
      {row?.audience === 'public' && <Link href={`/open/${row.slug}`}>{t('see')}</Link>}
      {inside.contributes && <Link href={`${base}/new`}>{t('making.again')}</Link>}
    </>
  );
  if (isPending && (mine || (toRecord && inside.contributes)))
    return (
      <NextPanel
        title={t(mine ? 'answer.next' : 'record.next')}
        action={
          <>
            <ButtonLink href={preview}>{t('preview.do')}</ButtonLink>
            {again}
          </>
        }
      >
        {t('answer.about', { by: latest.by ?? t('somebody'), day: page.day(latest.at) })}
      </NextPanel>
    );
  return (
    <Stack>
      {isPending && <p class="text">{t('waiting', { names: missing.join(', ') })}</p>}
      <Row>
        {isPending && <Link href={preview}>{t('preview.do')}</Link>}
        {again}
      </Row>
    </Stack>
  );
}

export function Answer({
  page,
  answered,
}: {
  page: Page;
  answered: Answered | undefined;
}): ComponentChildren {
  const t = words(page.locale);
  if (!answered) return t('said.nothing');
  const { answer, at, recordedHow, by } = answered;
  const day = page.day(at);
  const said = t(answer === 'yes' ? 'said.yes' : 'said.objection', { day });
  return recordedHow ? `${said} (${t(by ? 'said.recorded' : 'said.recorded.some', { by: by ?? '' })})` : said;
}

export function Objection({ answered }: { answered: Answered | undefined }) {
  return answered?.answer === 'objection' ? <p class="text written">{answered.reason}</p> : null;
}

/** Whether the own partner is named: only its own people say so, and take it back whenever they want. */
function NameOwn({
  page,
  room: { inside, own, naming, joined, latest, page: row },
}: Pick<Props, 'page' | 'room'>) {
  const t = words(page.locale);
  const partner = joined.find(({ id }) => id === own);
  if (!partner || !(latest || row)) return null;
  const isNamed = naming.has(partner.id);
  if (!isNamed && !inside.contributes) return null;
  return (
    <Section title={t('name')}>
      <p class="text">{t(isNamed ? 'name.is' : 'name.not', { name: partner.name })}</p>
      <Form action={`${publicPath(inside.partnership)}/names`}>
        <input type="hidden" name="yes" value={isNamed ? 'no' : 'yes'} />
        <Button variant="secondary">{t(isNamed ? 'name.end' : 'name.do')}</Button>
      </Form>
    </Section>
  );
}
