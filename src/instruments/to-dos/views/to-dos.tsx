import type { DecisionsOf } from '../../../mechanisms/decision/store.ts';
import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { writeDate, writeNearDate } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsideLayout } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { More } from '../../../ui/more.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Quoted } from '../../../ui/quoted.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { Task, Tasks } from '../../../ui/tasks.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import type { Owners } from '../actions.ts';
import { words } from '../messages/index.ts';
import { isLate } from '../rules.ts';
import type { ToDo } from '../store.ts';
import { FromDecision, ToDoForm } from './to-do.tsx';

type Props = {
  page: Page;
  inside: Inside;
  owners: Owners;
  open: Part<ToDo>;
  /** What they come of, where that is a decision. */
  decisions: DecisionsOf;
  /** How many there are, listed or not. */
  all: { n: number; late: number };
  done: readonly ToDo[];
  form?: FormState;
};

export function ToDosPage({ page, inside, owners, open, decisions, all, done, form }: Props) {
  const t = words(page.locale);
  const { partnership, contributes } = inside;
  const path = `/partnerships/${partnership.id}/to-dos`;
  const written = (text: string) => <Quoted sentence={text} said={{ text, lang: partnership.locale }} />;
  const today = dayOf(page.now, page.city.timeZone);
  return (
    <InsideLayout
      frame={page.frame}
      title={t('title')}
      partnership={partnership}
      {...(form && { errors: form.errors })}
    >
      <Stack gap="12">
        <Intro title={t('title')} {...(all.n > 0 && { lead: t('lead', all) })} />
        {open.shown.length === 0 ? (
          <Empty title={t('empty')}>{t(contributes ? 'empty.next' : 'empty.look')}</Empty>
        ) : (
          <Tasks>
            {open.shown.map((toDo) => (
              <Task
                key={toDo.id}
                id={toDo.id}
                title={written(toDo.text)}
                level={2}
                {...(contributes && { href: `${path}/${toDo.id}` })}
                due={dueWords(page, toDo.due, today)}
                late={isLate(toDo.due, today)}
                facts={[
                  toDo.orphaned ? (
                    <Tag color="warning">{ownerWords(page, toDo)}</Tag>
                  ) : (
                    ownerWords(page, toDo)
                  ),
                  decisions.has(toDo.id) && (
                    <FromDecision
                      page={page}
                      partnership={partnership.id}
                      decision={decisions.get(toDo.id)}
                    />
                  ),
                ]}
                {...(contributes && {
                  action: (
                    <Form action={`${path}/${toDo.id}/done`}>
                      <Button variant="secondary" about={written(toDo.text)}>
                        {t('done')}
                      </Button>
                    </Form>
                  ),
                })}
              />
            ))}
          </Tasks>
        )}
        <Pager href={open.last && `${path}?after=${open.last.id}`} />
        {contributes && (
          <Section title={t('new')}>
            <ToDoForm page={page} action={path} owners={owners} button={t('add')} {...(form && { form })} />
          </Section>
        )}
        {done.length > 0 && (
          <More summary={t('doneLately', { n: done.length })}>
            <Lines label={t('doneLately', { n: done.length })}>
              {done.map((toDo) => (
                <Line
                  key={toDo.id}
                  title={written(toDo.text)}
                  facts={[
                    ownerWords(page, toDo),
                    t(toDo.doneBy ? 'doneOn' : 'doneOn.somebody', {
                      by: toDo.doneBy ?? '',
                      day: writeDate(toDo.doneAt!, 'day', {
                        locale: page.locale,
                        timeZone: page.city.timeZone,
                      }),
                    }),
                  ]}
                  {...(contributes && {
                    end: (
                      <Form action={`${path}/${toDo.id}/reopening`}>
                        <Button variant="tertiary" about={written(toDo.text)}>
                          {t('reopen')}
                        </Button>
                      </Form>
                    ),
                  })}
                />
              ))}
            </Lines>
          </More>
        )}
      </Stack>
    </InsideLayout>
  );
}

export function ownerWords(page: Pick<Page, 'locale'>, { person, partner, orphaned, doneAt }: ToDo): string {
  const t = words(page.locale);
  const who = person && partner ? t('owner.both', { person, partner }) : (person ?? partner);
  if (!who) return t('owner.gone');
  return orphaned && !doneAt ? t('owner.left', { who }) : who;
}

function dueWords(page: Page, due: string, today: string): string {
  const t = words(page.locale);
  const day = writeNearDate(due, 'weekday', today, { locale: page.locale, timeZone: page.city.timeZone });
  if (due === today) return t('due.today');
  return isLate(due, today) ? t('due.late', { day }) : day;
}
