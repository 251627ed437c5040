import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Inside as InsideLayout } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Quoted } from '../../../ui/quoted.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import { words } from '../messages/index.ts';
import { suggestions, termState } from '../rules.ts';
import type { Role } from '../store.ts';

type Props = { page: Page; inside: Inside; roles: Part<Role>; all: { n: number; vacant: number } };

/** The catalogue: which roles there are, who holds them, until when. */
export function RolesPage({ page, inside: { partnership, contributes }, roles, all }: Props) {
  const t = words(page.locale);
  const path = `/partnerships/${partnership.id}/roles`;
  const theirs = (text: string) => <Quoted sentence={text} said={{ text, lang: partnership.locale }} />;
  return (
    <InsideLayout frame={page.frame} title={t('title')} partnership={partnership}>
      <Stack gap="12">
        <Intro title={t('title')} lead={all.n > 0 ? t('lead', all) : t('lead.none')} />
        {roles.shown.length === 0 ? (
          <Empty title={t('empty')}>{t(contributes ? 'empty.next' : 'empty.look')}</Empty>
        ) : (
          <Lines label={t('title')}>
            {roles.shown.map((role) => (
              <Line
                key={role.id}
                level={2}
                href={`${path}/${role.id}`}
                title={theirs(role.title)}
                facts={[holderWords(page, role), role.stage && t(`stage.${role.stage}`)]}
              >
                <p class="text">{theirs(role.purpose)}</p>
              </Line>
            ))}
          </Lines>
        )}
        <Pager href={roles.last && `${path}?after=${roles.last.id}`} />
        {contributes && (
          <Section title={t('new')}>
            <p class="text">{t('new.lead')}</p>
            <ul class="stack" data-gap="2">
              {suggestions.map((name) => (
                <li key={name}>
                  <Link href={`${path}/new?as=${name}`}>{t(`suggestion.${name}.title`)}</Link>{' '}
                  <span class="quiet small">{t(`suggestion.${name}.purpose`)}</span>
                </li>
              ))}
            </ul>
            <div class="row">
              <ButtonLink href={`${path}/new`} variant="secondary">
                {t('new.own')}
              </ButtonLink>
            </div>
          </Section>
        )}
      </Stack>
    </InsideLayout>
  );
}

export function holderWords(page: Page, role: Role): string {
  const t = words(page.locale);
  if (!role.holder || !role.until) return t(role.proposal ? 'vacant.proposed' : 'vacant');
  const state = role.holderLeft ? 'left' : termState(role.until, dayOf(page.now, page.city.timeZone));
  return t(`holder.${state}`, {
    name: role.holderName ?? t('somebody'),
    day: page.day(role.until),
  });
}
