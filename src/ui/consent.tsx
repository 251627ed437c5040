import type { ComponentChildren } from 'preact';
import { Field } from './field.tsx';
import { Line, Lines } from './lines.tsx';
import { Radios } from './radios.tsx';
import { useWords } from './speaking.tsx';
import { State } from './state.tsx';
import { TextArea } from './text-area.tsx';

type Said = {
  name: string;
  /** Undefined where nothing was said yet. */
  choice: 'yes' | 'objection' | undefined;
  reason?: string | undefined;
  /** The language of the reason, where it is not that of the page. */
  lang?: string | undefined;
  /** When, and who wrote it down. */
  facts?: readonly ComponentChildren[];
  /** What the reader can do about it. */
  end?: ComponentChildren;
};

/** What each partner has said to a proposal: yes, an objection with its reason, or nothing yet. */
export function ConsentWords({ label, said }: { label: string; said: readonly Said[] }) {
  const t = useWords();
  return (
    <Lines label={label}>
      {said.map(({ name, choice, reason, lang, facts = [], end }) => (
        <Line
          key={name}
          title={name}
          facts={[
            <State key="state" state={choice === 'yes' ? 'agreed' : choice ? 'revisit' : 'none'}>
              {t(`consent.${choice ?? 'none'}`)}
            </State>,
            ...facts,
          ]}
          end={end}
        >
          {reason && (
            <p class="written text" lang={lang}>
              {reason}
            </p>
          )}
        </Line>
      ))}
    </Lines>
  );
}

/** The fields of a word: yes or an objection, and its reason. */
export function ConsentFields({ label }: { label: string }) {
  const t = useWords();
  return (
    <>
      <Radios
        name="choice"
        label={label}
        options={[
          { value: 'yes', label: t('consent.yes.choose'), help: t('consent.yes.help') },
          { value: 'objection', label: t('consent.objection.choose'), help: t('consent.objection.help') },
        ]}
      />
      <TextArea name="reason" label={t('consent.reason')} help={t('consent.reason.help')} rows={3} optional />
    </>
  );
}

/** How and when somebody was told what they write down for a partner that does not sign in. */
export function ToldFields({ today }: { today: string }) {
  const t = useWords();
  return (
    <>
      <Radios
        name="how"
        label={t('told.how')}
        options={(['phone', 'visit', 'letter'] as const).map((value) => ({
          value,
          label: t(`told.how.${value}`),
        }))}
      />
      <Field name="on" type="date" label={t('told.on')} value={today} />
    </>
  );
}
