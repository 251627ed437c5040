import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Form } from '../../../ui/form.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { More } from '../../../ui/more.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { mayTalk } from '../access.ts';
import { fallOf } from '../actions.ts';
import { words } from '../messages/index.ts';
import type { Shown } from './fit.tsx';
import { fitPath, fitWords } from './parts.tsx';

/** Partners whose fit has fallen: said to all, and talked about with those who can. */
export function Falls({ page, inside, summaries, again }: Shown) {
  const t = words(page.locale);
  const fallen = fallOf({ summaries, inside });
  if (fallen.length === 0) return null;
  const nameOf = (partner: string) => inside.partners.find(({ id }) => id === partner)?.name ?? '';
  return (
    <Section title={t('falls')} id="falls">
      {fallen.map((one) => {
        const mine = again?.form === one.id;
        return (
          <Notice key={one.id} tone="warning">
            <p>
              {t('fall', {
                partner: nameOf(one.partner),
                fit: fitWords(one, page),
                day: page.day(one.at),
              })}
            </p>
            {mayTalk(page.scope, inside, one.partner) && (
              <More summary={t('talk')} open={mine}>
                <Draft name={`talk-${one.id}`} reader={page.person?.id ?? ''}>
                  <Form
                    action={`${fitPath(inside)}/falls/${one.id}/talk`}
                    state={mine ? again.state : undefined}
                  >
                    <TextArea
                      id={mine ? 'talk' : `talk-${one.id}`}
                      name="talk"
                      label={t('talk.label')}
                      help={t('talk.help')}
                      rows={3}
                    />
                    <SubmitRow>
                      <Button variant="secondary" about={nameOf(one.partner)}>
                        {t('talk.do')}
                      </Button>
                    </SubmitRow>
                  </Form>
                </Draft>
              </More>
            )}
          </Notice>
        );
      })}
    </Section>
  );
}

/** What came of talking where a fit had fallen. */
export function Talks({ page, inside, summaries }: Pick<Shown, 'page' | 'inside' | 'summaries'>) {
  const t = words(page.locale);
  const talked = summaries.filter(({ talk }) => talk !== null);
  if (talked.length === 0) return null;
  const nameOf = (partner: string) => inside.partners.find(({ id }) => id === partner)?.name ?? t('gone');
  return (
    <Lines label={t('talks')}>
      {talked.map((one) => (
        <Line
          key={one.id}
          title={nameOf(one.partner)}
          facts={[one.talker ?? t('somebody'), one.talkedAt && page.day(one.talkedAt)]}
        >
          <p class="text written" lang={page.langOf(one.talkLocale ?? page.locale)}>
            {one.talk}
          </p>
        </Line>
      ))}
    </Lines>
  );
}
