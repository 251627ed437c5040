import type { Happening, Occasion } from '../../../mechanisms/living-document/occasions.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { More } from '../../../ui/more.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { maySetFrame, mayWrite } from '../access.ts';
import { isEvent, type Occasions, typedNoticed } from '../actions/occasions.ts';
import type { Text } from '../actions.ts';
import { words } from '../messages/index.ts';
import { signature, TextFrame, textPath } from './parts.tsx';

type Props = Occasions & {
  page: Page;
  text: Text;
  /** Which form is open: that of a new one, or of something that has happened. */
  open: string;
  state: FormState | undefined;
};

/** On what else than its day a text is looked at again, and what has come of it. */
export function OccasionsPage(props: Props) {
  const { page, text, occasions, happenings, open, state } = props;
  const t = words(page.locale);
  const sets = maySetFrame(page.scope, text.inside);
  const events = occasions.filter(isEvent);
  const removed = occasions.filter(({ kind, removedAt }) => kind === 'event' && removedAt);
  const noticed = typedNoticed(occasions);
  const path = `${textPath(text)}/occasions`;
  return (
    <TextFrame page={page} text={text} title={t('occasions')} {...(state && { errors: state.errors })}>
      <Stack gap="12">
        <Intro title={t('occasions')} lead={t('occasions.lead')} />
        <Section title={t('occasions.events')}>
          {events.length === 0 ? (
            <p class="quiet">{t('occasions.none')}</p>
          ) : (
            <Lines label={t('occasions.events')}>
              {events.map((one) => (
                <OneOccasion key={one.id} {...props} occasion={one} />
              ))}
            </Lines>
          )}
          {sets && (
            <Draft name={`occasion-${text.document.id}`} reader={page.person?.id ?? ''}>
              <Form action={path} state={open === 'new' ? state : undefined}>
                <Field name="event" label={t('event')} help={t('event.help')} />
                <TextArea name="sign" label={t('sign')} help={t('sign.help')} rows={2} optional />
                <SubmitRow>
                  <Button>{t('occasion.do')}</Button>
                </SubmitRow>
              </Form>
            </Draft>
          )}
          {sets && removed.length > 0 && (
            <More summary={t('occasions.removed', { n: removed.length })}>
              <Lines>
                {removed.map(({ id, event, locale }) => (
                  <Line
                    key={id}
                    title={event}
                    lang={page.langOf(locale)}
                    end={
                      <Form action={`${path}/${id}/return`}>
                        <Button variant="tertiary" about={event}>
                          {t('out.return')}
                        </Button>
                      </Form>
                    }
                  />
                ))}
              </Lines>
            </More>
          )}
        </Section>
        <Section title={t('noticed')}>
          <p class="text">{t('noticed.about')}</p>
          {sets ? (
            <Form action={`${path}/noticed`} state={open === 'noticed' ? state : undefined} stands={noticed}>
              <Checkbox name="joined" label={t('noticed.joined')} />
              <Checkbox name="left" label={t('noticed.left')} />
              <SubmitRow>
                <Button variant="secondary">{t('frame.do')}</Button>
              </SubmitRow>
            </Form>
          ) : (
            <ul>
              {noticed.joined && <li>{t('noticed.joined')}</li>}
              {noticed.left && <li>{t('noticed.left')}</li>}
              {!noticed.joined && !noticed.left && <li>{t('noticed.none')}</li>}
            </ul>
          )}
        </Section>
        <Happened {...props} happenings={happenings} />
      </Stack>
    </TextFrame>
  );
}

/** Something to look again for: by what it would be seen, and the place to say that it has come. */
function OneOccasion({ page, text, occasion, open, state }: Props & { occasion: Occasion }) {
  const t = words(page.locale);
  const { id, event, sign, locale, byName, at } = occasion;
  const lang = page.langOf(locale);
  const path = `${textPath(text)}/occasions/${id}`;
  const again = open === id && state;
  return (
    <Line
      title={event}
      lang={lang}
      facts={[t('occasion.by', { by: byName ?? t('somebody'), day: page.day(at) })]}
      end={
        maySetFrame(page.scope, text.inside) && (
          <Form action={`${path}/removal`}>
            <Button variant="tertiary" color="neutral" about={event}>
              {t('occasion.remove')}
            </Button>
          </Form>
        )
      }
    >
      {sign && (
        <p class="text">
          {t('sign.reads')} <span lang={lang}>{sign}</span>
        </p>
      )}
      {mayWrite(text.inside) && text.standing.editions.length > 0 && (
        <More summary={t('happened')} open={open === id}>
          <Form action={`${path}/happenings`} state={again || undefined}>
            <TextArea
              // The summary of errors leads to the field by its name.
              id={again ? 'what' : `what-${id}`}
              name="what"
              label={t('what')}
              help={t('what.help')}
              rows={2}
            />
            <SubmitRow>
              <Button variant="secondary" about={event}>
                {t('happened.do')}
              </Button>
            </SubmitRow>
          </Form>
        </More>
      )}
    </Line>
  );
}

/** What people said has happened: what counts now first, then what was looked at since. */
function Happened({ page, text, happenings }: Props) {
  const t = words(page.locale);
  if (happenings.length === 0) return null;
  const line = (one: Happening) => (
    <Line
      key={one.id}
      title={one.event}
      facts={[
        t('happened.by', { by: signature(text, one, page), day: page.day(one.at) }),
        one.takenBackAt && t('talk.taken'),
      ]}
      end={
        mayWrite(text.inside) &&
        one.byPerson === page.person?.id &&
        (one.counts || one.takenBackAt) && (
          <Form action={`${textPath(text)}/happenings/${one.id}/taking-back`}>
            <input type="hidden" name="taken" value={one.takenBackAt ? 'no' : 'yes'} />
            <Button variant="tertiary" color="neutral" about={one.event}>
              {t(one.takenBackAt ? 'talk.return' : 'happened.take')}
            </Button>
          </Form>
        )
      }
    >
      <p class="text" lang={page.langOf(one.locale)}>
        {one.text}
      </p>
    </Line>
  );
  const now = happenings.filter(({ counts }) => counts);
  const before = happenings.filter(({ counts }) => !counts);
  return (
    <>
      {now.length > 0 && (
        <Section title={t('happened.now')}>
          <Lines label={t('happened.now')}>{now.map(line)}</Lines>
        </Section>
      )}
      {before.length > 0 && (
        <More summary={t('happened.before')}>
          <Lines>{before.map(line)}</Lines>
        </More>
      )}
    </>
  );
}
