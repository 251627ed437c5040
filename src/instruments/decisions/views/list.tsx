import type { GoingDecision } from '../../../mechanisms/decision/store.ts';
import type { Part } from '../../../platform/database/part.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { Tag } from '../../../ui/tag.tsx';
import type { Decided } from '../../delegation/store.ts';
import type { Hearing } from '../../partnerships/actions/hearing.ts';
import { words } from '../messages/index.ts';
import { endWords, pathOf, processWords } from './parts.tsx';
import { promiseFact, Tally } from './promises.tsx';
import { Register, type RegisterProps } from './register.tsx';

type Props = Omit<RegisterProps, 'path'> & {
  at: Hearing;
  going: readonly GoingDecision[];
  byFew: Part<Decided>;
};

/** Of what one decided for all, so many stand beside the register; the others are a page on. */
const fewShown = 5;

/** The register: what is being decided, and what was. */
export function DecisionsPage({ page, at, going, byFew, over, asked, choices, promises }: Props) {
  const t = words(page.locale);
  const { partnership } = at.inside;
  const path = pathOf(partnership.id);
  const propose = at.inside.contributes ? (
    <ButtonLink href={`${path}/ways`}>{t('propose')}</ButtonLink>
  ) : undefined;
  return (
    <Inside frame={page.frame} title={t('title')} partnership={partnership}>
      <Stack gap="12">
        <Intro title={t('title')} lead={t('lead')} />
        {going.length + choices.ways.length + byFew.shown.length === 0 ? (
          <Empty title={t('empty')} link={propose}>
            {t('empty.next')}
          </Empty>
        ) : (
          <>
            <Row>
              {propose}
              <ButtonLink variant="secondary" href={`/partnerships/${partnership.id}/delegation/who`}>
                {t('who-decides')}
              </ButtonLink>
            </Row>
            {going.length > 0 && (
              <Section title={t('going')}>
                <Lines label={t('going')}>
                  {going.map((one) => (
                    <Line
                      key={one.id}
                      href={`${path}/${one.id}`}
                      title={one.title}
                      lang={page.langOf(one.locale)}
                      facts={[
                        t(`stage.${one.stage}`),
                        processWords(page.locale, one.process, 'name'),
                        endWords(page, one),
                        promiseFact(page.locale, promises.promised.get(one.id), undefined),
                      ]}
                      end={one.waits && <Tag color="turn">{t('waits')}</Tag>}
                    />
                  ))}
                </Lines>
              </Section>
            )}
            <Register
              page={page}
              path={path}
              asked={asked}
              over={over}
              choices={choices}
              promises={promises}
            />
            <ByFew page={page} partnership={partnership.id} all={byFew.shown} />
            <Tally page={page} years={promises.tallies} />
            <p>
              <Link href={`${path}/week`}>{t('week')}</Link>
            </p>
          </>
        )}
      </Stack>
    </Inside>
  );
}

/** What one decided for all in a role, the latest of it. */
function ByFew({ page, partnership, all }: Pick<Props, 'page'> & { partnership: string; all: Decided[] }) {
  const t = words(page.locale);
  if (all.length === 0) return null;
  const path = `/partnerships/${partnership}/delegation/decided`;
  return (
    <Section title={t('by-few')}>
      <Lines label={t('by-few')}>
        {all.slice(0, fewShown).map((one) => (
          <Line
            key={one.id}
            href={`${path}/${one.id}`}
            title={one.title}
            lang={page.langOf(one.locale)}
            facts={[
              one.byName ?? t('somebody'),
              one.roleTitle && <span lang={page.langOf(one.roleLocale)}>{one.roleTitle}</span>,
              page.day(one.at),
            ]}
          />
        ))}
      </Lines>
      {all.length > fewShown && (
        <p>
          <Link href={path}>{t('by-few.all')}</Link>
        </p>
      )}
    </Section>
  );
}
