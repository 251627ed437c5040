import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Spoken } from '../../../ui/spoken.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { type ElementState, State } from '../../../ui/state.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { mayNote } from '../access.ts';
import type { Inherited, Noted } from '../actions.ts';
import { words } from '../messages/index.ts';
import type { Standing } from '../rules.ts';
import { ByKind, fromWhich } from './parts.tsx';

export type BegunText = { id: string; title: string; locale: string; begunAt: Date; agreedAt: Date | null };
type Props = { page: Page; at: Inherited; texts: readonly BegunText[]; form?: FormState | undefined };

/** What holds for a partnership, and what it noted about each: only what differs has to be said. */
export function InheritedPage({ page, at, texts, form }: Props) {
  const t = words(page.locale);
  const { inside, holding, gone, last } = at;
  const base = `/partnerships/${inside.partnership.id}/framework`;
  const changed = holding.filter(({ standing }) => standing === 'changed');
  const line = (one: Noted) => <NotedLine key={one.provision.id} page={page} base={base} noted={one} />;
  return (
    <InsidePage
      frame={page.frame}
      title={t('inside.title')}
      partnership={inside.partnership}
      {...(form && { errors: form.errors })}
    >
      <Stack gap="12">
        <Intro title={t('inside.title')} lead={t('inside.lead')} />
        {changed.length > 0 && mayNote(inside) && (
          <NextPanel
            for="all"
            title={t('changed.title', { n: changed.length })}
            action={<ButtonLink href={`${base}/${changed[0]!.provision.id}`}>{t('changed.do')}</ButtonLink>}
          >
            {t('changed.about')}
          </NextPanel>
        )}
        {holding.length === 0 ? (
          <Empty title={t('inside.empty')} link={<Link href="/framework">{t('inside.register')}</Link>}>
            {t('inside.empty.about')}
          </Empty>
        ) : (
          <ByKind page={page} all={holding} provisionOf={({ provision }) => provision} line={line} />
        )}
        <Pager href={last && `${base}?after=${last.id}`} />
        {gone.length > 0 && (
          <Section title={t('gone.title')}>
            <Lines label={t('gone.title')}>{gone.map(line)}</Lines>
          </Section>
        )}
        <Rest page={page} at={at} base={base} />
        <Agreeing page={page} at={at} base={base} texts={texts} />
        {holding.length > 0 && (
          <p>
            <Link href="/framework">{t('inside.register')}</Link>
          </p>
        )}
      </Stack>
    </InsidePage>
  );
}

const shapes: Record<Standing, ElementState> = {
  open: 'none',
  'as-is': 'done',
  differs: 'begun',
  'not-ours': 'done',
  changed: 'revisit',
  gone: 'none',
};

export function StandingOf({ page, standing }: { page: Page; standing: Standing }) {
  return <State state={shapes[standing]}>{words(page.locale)(`standing.${standing}`)}</State>;
}

function NotedLine({ page, base, noted }: { page: Page; base: string; noted: Noted }) {
  const { provision, note, standing } = noted;
  const from = fromWhich(page, provision).filter(Boolean);
  return (
    <Line
      href={`${base}/${provision.id}`}
      title={<Spoken text={provision.title} fallback={page.city.defaultLocale} />}
      facts={[<StandingOf page={page} standing={standing} />]}
    >
      {from.length > 0 && <p class="small quiet">{from.map((one, n) => [n > 0 && ' · ', one])}</p>}
      {note?.words && standing !== 'open' && (
        <p class="text written" lang={note.locale === page.locale ? undefined : note.locale}>
          {note.words}
        </p>
      )}
    </Line>
  );
}

/** Once what differs is said, one press says of all others that they apply. */
function Rest({ page, at, base }: { page: Page; at: Inherited; base: string }) {
  const t = words(page.locale);
  const open = at.holding.filter(({ standing }) => standing === 'open');
  if (open.length === 0 || !mayNote(at.inside)) return null;
  const n = open.length;
  return (
    <Section title={t('rest.title', { n })}>
      <p class="text">{t('rest.about')}</p>
      <Form action={base}>
        <input
          type="hidden"
          name="read"
          value={open.map(({ provision }) => `${provision.id}:${provision.latest}`).join(',')}
        />
        <SubmitRow>
          <Button variant="secondary">{t('rest.do', { n })}</Button>
        </SubmitRow>
      </Form>
    </Section>
  );
}

/** What was noted becomes a text that all agree on. */
function Agreeing({
  page,
  at,
  base,
  texts,
}: {
  page: Page;
  at: Inherited;
  base: string;
  texts: readonly BegunText[];
}) {
  const t = words(page.locale);
  const { inside, holding } = at;
  const [newest] = texts;
  const begins = mayNote(inside) && holding.some(({ standing }) => standing !== 'open');
  if (!newest && !begins) return null;
  const since = newest
    ? holding.filter(({ note, standing }) => note && standing !== 'open' && note.at > newest.begunAt).length
    : 0;
  return (
    <Section title={t('text')}>
      {newest ? (
        <Lines label={t('text')}>
          {texts.map(({ id, title, locale, begunAt, agreedAt }) => (
            <Line
              key={id}
              href={`/partnerships/${inside.partnership.id}/texts/${id}`}
              title={title}
              {...(locale !== page.locale && { lang: locale })}
              facts={[t(agreedAt ? 'text.agreed' : 'text.begun', { day: page.day(agreedAt ?? begunAt) })]}
            />
          ))}
        </Lines>
      ) : (
        <p class="text">{t('text.about')}</p>
      )}
      {since > 0 && (
        <Notice>
          <p>{t('text.since', { n: since })}</p>
        </Notice>
      )}
      {begins && (
        <Form action={`${base}/text`}>
          <Button variant={newest ? 'tertiary' : 'secondary'}>{t(newest ? 'text.again' : 'text.do')}</Button>
        </Form>
      )}
    </Section>
  );
}
