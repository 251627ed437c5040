import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import type { Vision } from '../actions.ts';
import { words } from '../messages/index.ts';
import { nextOf, type StageName, stages, stagesAt } from '../rules.ts';

type Props = Vision & { page: Page };

/** The stages of a vision, how far each is, and what comes next. */
export function VisionPage(props: Props) {
  const { page, inside, found } = props;
  const t = words(page.locale);
  const base = `/partnerships/${inside.partnership.id}`;
  const at = stagesAt(found, page.now);
  const { origins, drafts, text } = found;
  const links: Record<StageName, string | undefined> = {
    origins: origins && `${base}/rounds/${origins.id}?by=sector`,
    drafts: drafts && `${base}/rounds/${drafts.id}`,
    text: text && `${base}/texts/${text.id}`,
    again: text && `${base}/texts/${text.id}/occasions`,
  };
  const counts = { origins, drafts } as Partial<Record<StageName, { sealed: number; asked: number }>>;
  const stateOf = (name: StageName) => {
    const count = counts[name];
    if (at[name] === 'none' && count === undefined && text && name !== 'again') return t('left-out');
    return at[name] === 'begun' && count
      ? t('answered', { n: count.sealed, of: count.asked })
      : t(`${name}.${at[name]}` as 'text.none');
  };
  return (
    <InsidePage frame={page.frame} title={t('title')} partnership={inside.partnership}>
      <Stack gap="12">
        <Intro title={t('title')} lead={t('lead')} />
        <Next {...props} base={base} />
        <Section title={t('stages')}>
          <Lines label={t('stages')}>
            {stages.map((name) => (
              <Line
                key={name}
                title={t(name)}
                {...(links[name] && { href: links[name] })}
                facts={[<State state={at[name]}>{stateOf(name)}</State>]}
              >
                {t(`${name}.about`)}
              </Line>
            ))}
          </Lines>
        </Section>
      </Stack>
    </InsidePage>
  );
}

/** One filled button: what brings the vision further. */
function Next({ page, inside, found, base }: Props & { base: string }) {
  const t = words(page.locale);
  const next = nextOf(found, page.now);
  if (!next || !inside.contributes) return null;
  const href = {
    drafts: 'rounds/new?with=vision',
    answer: `rounds/${found.drafts?.id}`,
    merge: `texts/new?element=vision&round=${found.drafts?.id}`,
    agree: `texts/${found.text?.id}`,
    again: `texts/${found.text?.id}`,
  }[next];
  return (
    <NextPanel
      title={t(`next.${next}`)}
      for="all"
      tag={t('next')}
      action={
        <>
          <ButtonLink href={`${base}/${href}`}>{t(`next.${next}.do`)}</ButtonLink>
          {next === 'drafts' && !found.origins && (
            <Link href={`${base}/rounds/new?with=origins`}>{t('next.origins')}</Link>
          )}
          {next === 'drafts' && <Link href={`${base}/texts/new?element=vision`}>{t('next.without')}</Link>}
        </>
      }
    >
      {t(`next.${next}.about`)}
    </NextPanel>
  );
}
