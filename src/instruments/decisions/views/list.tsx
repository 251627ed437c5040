import type { GoingDecision } from '../../../mechanisms/decision/store.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { Tag } from '../../../ui/tag.tsx';
import type { Hearing } from '../../partnerships/actions/hearing.ts';
import { words } from '../messages/index.ts';
import { endWords, pathOf, processWords } from './parts.tsx';
import { promiseFact, Tally } from './promises.tsx';
import { Register, type RegisterProps } from './register.tsx';

type Props = Omit<RegisterProps, 'path'> & { at: Hearing; going: readonly GoingDecision[] };

/** The register: what is being decided, and what was. */
export function DecisionsPage({ page, at, going, over, asked, choices, promises }: Props) {
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
        {going.length + choices.ways.length === 0 ? (
          <Empty title={t('empty')} link={propose}>
            {t('empty.next')}
          </Empty>
        ) : (
          <>
            {propose && <Row>{propose}</Row>}
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
            <Tally page={page} years={promises.tallies} />
          </>
        )}
      </Stack>
    </Inside>
  );
}
