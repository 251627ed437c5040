import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { More } from '../../../ui/more.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import type { Candidate, GroupPerson } from '../store.ts';
import type { GroupView } from './group.tsx';
import { pathOf, typedLinks } from './parts.ts';

/** Somebody and the partner that they come from; or that they have left. */
export function personWords(page: Page, { name, partner, gone }: GroupPerson): string {
  const t = words(page.locale);
  const called = [name ?? t('somebody'), partner].filter(Boolean).join(', ');
  return gone ? `${called} (${t('gone')})` : called;
}

const choices = (candidates: readonly Candidate[]) =>
  candidates.map(({ id, name, partner }) => ({
    value: id,
    label: [name, partner].filter(Boolean).join(', '),
  }));

/** Who is in it; for who takes people in, also the ways in and out. Everybody leaves by themselves. */
export function Members({ page, at, members, linking, mine, candidates, state }: GroupView) {
  const t = words(page.locale);
  const { group, partnership, takesIn, contributes } = at;
  const path = `${pathOf(partnership.id)}/${group.id}`;
  const leaves = contributes && !group.endedAt && mine !== undefined;
  const shown = new Set(members.shown.map(({ person }) => person));
  return (
    <Section title={t('members')}>
      {group.members === 0 ? (
        <p class="text">{t('members.none')}</p>
      ) : (
        <>
          <p class="text">{t('members.n', { n: group.members })}</p>
          <Lines label={t('members')}>
            {members.shown.map((one) => {
              const links = linking.filter(({ person }) => person === one.person);
              return (
                <Line
                  key={one.id}
                  title={one.name ?? t('somebody')}
                  facts={[
                    one.partner,
                    ...links.map(({ part }) => t(`link.${part as 'lead'}`)),
                    one.gone && t('gone'),
                  ]}
                  end={
                    takesIn &&
                    one.person !== mine?.person &&
                    (at.steers || links.length === 0) && (
                      <Leaving path={path} person={one.person} label={t('out')} name={one.name ?? ''} />
                    )
                  }
                />
              );
            })}
          </Lines>
          <Pager href={members.last && `${path}?after=${members.last.id}`} />
        </>
      )}
      {takesIn && (
        <Form action={`${path}/people`} state={state}>
          <Select
            name="person"
            label={t('in.person')}
            empty
            options={choices(candidates.filter(({ id }) => !shown.has(id)))}
          />
          <SubmitRow>
            <Button variant="secondary">{t('in.do')}</Button>
          </SubmitRow>
        </Form>
      )}
      {leaves && <Leaving path={path} person={mine.person} label={t('leave')} />}
    </Section>
  );
}

/** One button: whoever goes can be taken in again. */
function Leaving({
  path,
  person,
  label,
  name,
}: {
  path: string;
  person: string;
  label: string;
  name?: string;
}) {
  return (
    <Form action={`${path}/people/leaving`}>
      <input type="hidden" name="person" value={person} />
      <Button variant="tertiary">
        {label}
        {name && <span class="ds-sr-only">: {name}</span>}
      </Button>
    </Form>
  );
}

/** For who steers: the two who link it with what is above. */
export function LinkForm({ page, at, linking, candidates, state }: GroupView) {
  const t = words(page.locale);
  const path = `${pathOf(at.partnership.id)}/${at.group.id}`;
  const sent = state && ('lead' in state.values || 'representative' in state.values);
  const options = choices(candidates);
  return (
    <More summary={t('link.name')} open={sent || linking.length < 2}>
      <p class="text">{t('link.about')}</p>
      <Form action={`${path}/links`} state={sent ? state : undefined} stands={typedLinks(linking)}>
        <Select
          name="lead"
          label={t('link.lead')}
          help={t('link.lead.help')}
          empty={t('link.nobody')}
          options={options}
          optional
        />
        <Select
          name="representative"
          label={t('link.representative')}
          help={t('link.representative.help')}
          empty={t('link.nobody')}
          options={options}
          optional
        />
        <SubmitRow>
          <Button variant="secondary">{t('link.do')}</Button>
        </SubmitRow>
      </Form>
    </More>
  );
}
