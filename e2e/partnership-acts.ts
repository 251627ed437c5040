import type { said } from './partnership-words.ts';
import type { Visitor } from './visitor.ts';

/** What several people of a partnership do in the same way, each in their own browser. */
export function actsOf(story: (typeof said)['en' | 'de']) {
  return {
    /** Answers alone, from the desk on, and seals it; the first time, or once more. */
    async seals(one: Visitor, words: string, told: string, again = false) {
      const t = one.t.rounds;
      const title = again ? t('second.title', { title: story.title }) : story.title;
      await one.goTo('/desk');
      await one.follow(t('desk.answer', { title }));
      await one.reads(title);
      await one.write(story.question, words);
      await one.press(t('seal'));
      await one.reads(t('seal.title'));
      await one.sees(words);
      await one.press(t('seal.do'));
      await one.sees(told);
    },
    /** Who facilitates writes down what the group without people says, before anybody else has answered. */
    async records(one: Visitor, words: string) {
      const t = one.t.rounds;
      await one.follow(one.page.getByRole('link', { name: t('record.link') }));
      await one.reads(t('record.title', { partner: story.choir }));
      await one.tick(t('how.phone'));
      await one.write(story.question, words);
      await one.press(t('record.do'));
      await one.sees(t('record.told'));
      await one.sees(t('in.state', { n: 1, of: 5 }));
    },
    async marks(one: Visitor) {
      const t = one.t.rounds;
      await one.write(t('label.label'), story.label);
      await one.write(t('words.label'), story.shared);
      await one.press(t('mark.do'));
      await one.sees(t('mark.told'));
      await one.sees(story.label);
    },
    /** A yes to every section, for the own partner unless it is written down for another. */
    async saysYes(one: Visitor, told: string, partner?: string) {
      const t = one.t.texts;
      if (partner) await one.tick(t('how.phone'));
      for (const { heading, words } of story.sections) {
        await one.sees(words);
        const asked = one.page.getByRole('group', {
          name: partner ? t('answers.say.for', { heading, partner }) : t('answers.say', { heading }),
        });
        await one.tick(asked.getByLabel(t(partner ? 'answers.yes.for' : 'answers.yes')));
      }
      await one.press(partner ? t('answers.do.recorded', { partner }) : t('answers.do'));
      await one.sees(told);
    },
  };
}
