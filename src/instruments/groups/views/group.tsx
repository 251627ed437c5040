import { words as counted } from '../../../mechanisms/decision/messages/index.ts';
import { holdsBy } from '../../../mechanisms/decision/rules.ts';
import type { GoingDecision, OverDecision } from '../../../mechanisms/decision/store.ts';
import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsideLayout } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import type { GroupInside } from '../actions.ts';
import { words } from '../messages/index.ts';
import type { Below, Candidate, GroupPerson } from '../store.ts';
import { pathOf } from './parts.ts';
import { LinkForm, Members, personWords } from './people.tsx';

export type GroupView = {
  page: Page;
  at: GroupInside;
  members: Part<GroupPerson>;
  linking: readonly GroupPerson[];
  below: readonly Below[];
  mine: GroupPerson | undefined;
  going: readonly GoingDecision[];
  /** Something in it is not counted yet. */
  decides: boolean;
  over: Part<OverDecision>;
  candidates: readonly Candidate[];
  state: FormState | undefined;
};

/** One group: its mandate, who is in it, and how it hangs together with the others. */
export function GroupPage(view: GroupView) {
  const { page, at, state } = view;
  const { partnership, group, steers } = at;
  const t = words(page.locale);
  const path = `${pathOf(partnership.id)}/${group.id}`;
  const lang = page.langOf(group.locale);
  const theirs = (text: string) =>
    text && (
      <span class="written" lang={lang}>
        {text}
      </span>
    );
  return (
    <InsideLayout
      frame={page.frame}
      title={group.name}
      said={{ text: group.name, lang: lang ?? page.locale }}
      partnership={partnership}
      above={[{ href: pathOf(partnership.id), label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro
          title={<span lang={lang}>{group.name}</span>}
          state={group.endedAt ? t('ended', { day: page.day(group.endedAt) }) : t('title.one')}
        />
        {group.endedAt && <Notice>{t('ended.about')}</Notice>}
        <Section title={t('mandate')}>
          <Facts
            facts={[
              { term: t('purpose'), value: theirs(group.purpose) },
              { term: t('decides'), value: theirs(group.decides) || t('decides.nothing') },
              !group.endedAt && { term: t('review'), value: page.day(group.reviewOn) },
            ]}
          />
          {steers && (
            <p>
              <ButtonLink href={`${path}/edit`} variant="secondary">
                {t('edit')}
              </ButtonLink>
            </p>
          )}
        </Section>
        <Linked {...view} />
        <Members {...view} />
        <Decisions {...view} />
        {steers && (
          <Section title={t('end.title')}>
            {view.below.length > 0 || view.decides ? (
              <p class="text">{t(view.below.length > 0 ? 'end.below' : 'end.deciding')}</p>
            ) : (
              <Dialog id="end" title={t('end.ask')} open={t('end')} cancel={t('end.not')} danger>
                <p>{t('end.about')}</p>
                <Form action={`${path}/ending`}>
                  <Button variant="secondary" color="danger">
                    {t('end')}
                  </Button>
                </Form>
              </Dialog>
            )}
          </Section>
        )}
      </Stack>
    </InsideLayout>
  );
}

/** The group above and those below, each with the two people between them. */
function Linked(view: GroupView) {
  const { page, at, linking, below } = view;
  const { group, partnership, steers } = at;
  const t = words(page.locale);
  const who = (part: 'lead' | 'representative') => {
    const found = linking.find((one) => one.part === part);
    return found ? personWords(page, found) : t('link.nobody');
  };
  return (
    <Section title={t('links')}>
      <p class="text">
        {group.above ? (
          <>
            {t('above')}:{' '}
            <Link href={`${pathOf(partnership.id)}/${group.above}`}>
              <span lang={page.langOf(group.aboveLocale ?? page.locale)}>{group.aboveName}</span>
            </Link>
          </>
        ) : (
          `${t('above')}: ${t('above.all')}`
        )}
      </p>
      <Facts
        facts={[
          { term: t('link.lead'), value: who('lead') },
          { term: t('link.representative'), value: who('representative') },
        ]}
      />
      {steers && <LinkForm {...view} />}
      {below.length > 0 && (
        <>
          <p class="text">{t('below')}</p>
          <Lines label={t('below.label')}>
            {below.map((one) => (
              <Line
                key={one.id}
                href={`${pathOf(partnership.id)}/${one.id}`}
                title={one.name}
                lang={page.langOf(one.locale)}
                facts={one.linking.map(
                  (link) => `${t(`link.${link.part as 'lead'}`)}: ${link.name ?? t('somebody')}`,
                )}
              />
            ))}
          </Lines>
        </>
      )}
    </Section>
  );
}

/** What is being decided in the group, and what was. */
function Decisions({ page, at, going, over }: GroupView) {
  const t = words(page.locale);
  const path = `/partnerships/${at.partnership.id}/decisions`;
  if (going.length + over.shown.length === 0)
    return (
      <Section title={t('decisions')}>
        <p class="text">{t('decisions.none')}</p>
      </Section>
    );
  return (
    <Section title={t('decisions')}>
      <Lines label={t('decisions')}>
        {going.map((one) => (
          <Line
            key={one.id}
            href={`${path}/${one.id}`}
            title={one.title}
            lang={page.langOf(one.locale)}
            facts={[t('decisions.until', { at: page.moment(one.dueAt) })]}
          />
        ))}
        {over.shown.map((one) => (
          <Line
            key={one.id}
            href={`${path}/${one.id}`}
            title={one.title}
            lang={page.langOf(one.locale)}
            facts={[
              one.outcome && (
                <State key="state" state={(holdsBy(one.outcome) ?? one.holds) ? 'agreed' : 'none'}>
                  {counted(page.locale)(`result.${one.outcome.result}`)}
                </State>
              ),
              t('ended', { day: page.day(one.settledAt ?? one.dueAt) }),
            ]}
          >
            {one.statement && (
              <p class="written text" lang={page.langOf(one.statementLocale ?? one.locale)}>
                {one.statement}
              </p>
            )}
          </Line>
        ))}
      </Lines>
      <Pager href={over.last && `${pathOf(at.partnership.id)}/${at.group.id}?over=${over.last.id}`} />
    </Section>
  );
}
