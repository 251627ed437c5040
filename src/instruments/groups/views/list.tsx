import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Inside as InsideLayout } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import { words } from '../messages/index.ts';
import type { Group } from '../store.ts';
import { pathOf } from './parts.ts';

type Props = { page: Page; inside: Inside; going: Part<Group>; ended: Part<Group> };

/** Which groups there are, what each is there for, and who leads it. */
export function GroupsPage({ page, inside: { partnership, facilitates }, going, ended }: Props) {
  const t = words(page.locale);
  const path = pathOf(partnership.id);
  const add = facilitates ? <ButtonLink href={`${path}/new`}>{t('new')}</ButtonLink> : undefined;
  return (
    <InsideLayout frame={page.frame} title={t('title')} partnership={partnership}>
      <Stack gap="12">
        <Intro title={t('title')} lead={t('lead')} />
        {going.shown.length === 0 ? (
          <Empty title={t('empty')} link={add}>
            {t(facilitates ? 'empty.next' : 'empty.look')}
          </Empty>
        ) : (
          <>
            {add && <Row>{add}</Row>}
            <Groups page={page} groups={going.shown} label={t('title')} />
          </>
        )}
        <Pager href={going.last && `${path}?after=${going.last.id}`} />
        {ended.shown.length > 0 && (
          <Section title={t('over')}>
            <Groups page={page} groups={ended.shown} label={t('over')} />
            <Pager href={ended.last && `${path}?ended=${ended.last.id}`} />
          </Section>
        )}
      </Stack>
    </InsideLayout>
  );
}

function Groups({ page, groups, label }: { page: Page; groups: readonly Group[]; label: string }) {
  const t = words(page.locale);
  return (
    <Lines label={label}>
      {groups.map((one) => (
        <Line
          key={one.id}
          level={one.endedAt ? 3 : 2}
          href={`${pathOf(one.partnership)}/${one.id}`}
          title={one.name}
          lang={page.langOf(one.locale)}
          facts={[
            one.endedAt ? t('ended', { day: page.day(one.endedAt) }) : t('members.n', { n: one.members }),
            one.leadName && t('lead.is', { name: one.leadName }),
            aboveWords(page, one),
          ]}
        >
          <p class="written text" lang={page.langOf(one.locale)}>
            {one.purpose}
          </p>
        </Line>
      ))}
    </Lines>
  );
}

/** Where it stands; that nothing but the whole partnership is above it goes without saying in a list. */
function aboveWords(page: Page, { aboveName }: Pick<Group, 'aboveName'>): string | false {
  return aboveName !== null && words(page.locale)('above.is', { group: aboveName });
}
