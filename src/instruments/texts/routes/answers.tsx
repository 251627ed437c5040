import type { Answer } from '../../../mechanisms/living-document/rules.ts';
import type { Block } from '../../../mechanisms/living-document/standing.ts';
import { countOpenComments } from '../../../mechanisms/living-document/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { lockPeople } from '../../accounts/store.ts';
import { findVoice, listSilent } from '../../partnerships/actions/hearing.ts';
import { isByWords } from '../actions/adopting.ts';
import { giveWord, toAnswer, typedAnswers } from '../actions/word.ts';
import type { Text } from '../actions.ts';
import { words } from '../messages/index.ts';
import { answersForm } from '../rules.ts';
import { AnswersPage } from '../views/answers.tsx';
import { textPath } from '../views/parts.tsx';
import { textIn } from './door.ts';

export async function answersPage(page: Page, form?: FormState) {
  const wanted = form ? (textOf(form, 'partner') ?? '') : page.query('partner');
  const shown = await page.read(async (tx) => {
    const text = await textIn(page, tx);
    // Where decisions adopt, what was said is read here, and no word is given.
    const words = isByWords(text);
    const voice = words ? await findVoice(tx, text, wanted) : undefined;
    return {
      text,
      voice,
      open: voice ? shownTo(voice.partner.id, text, form) : [],
      silent: words ? await listSilent(tx, text) : [],
      comments: await countOpenComments(tx, text.document.id),
    };
  });
  return <AnswersPage page={page} {...shown} {...(form && { form })} />;
}

/** What still lacks the partner's word, and what somebody else has given it to while this form was filled in. */
function shownTo(partner: string, text: Text, form: FormState | undefined): Block[] {
  const open = toAnswer(text, partner);
  const isOvertaken = ({ id }: Block) => form?.theirs?.[`answer-${id}`] ?? form?.theirs?.[`reason-${id}`];
  return text.standing.blocks.filter((block) => open.includes(block) || isOvertaken(block) !== undefined);
}

export async function answer(page: Page): Promise<Response> {
  const t = words(page.locale);
  const text = await page.read((tx) => textIn(page, tx));
  const blocks = text.standing.blocks.map(({ id }) => id);
  const { values } = await page.submitted();
  const wanted = typeof values.partner === 'string' ? values.partner : '';
  return page.submit(answersForm(blocks), {
    say: t,
    stands: {
      of: (tx) => lockPeople(tx, page.param('id')),
      typed: async (tx) => {
        const now = await textIn(page, tx);
        const voice = await findVoice(tx, now, wanted);
        // To other words than those that were read nothing was said: there the action itself says that they changed.
        const read = now.standing.blocks.filter(
          ({ id, latest }) => String(latest?.number) === values[`version-${id}`],
        );
        return voice ? typedAnswers(read, voice.partner.id) : {};
      },
    },
    // What was changed meanwhile is read anew: the version on the page is the one that stands now.
    again: (form) => answersPage(page, withoutVersions(form)),
    act: async (tx, input) => {
      const now = await textIn(page, tx);
      const said = blocks.flatMap((block) => {
        const given = input[`answer-${block}`] as Answer | '' | undefined;
        return given
          ? [
              {
                block,
                version: Number(input[`version-${block}`]),
                answer: given,
                reason: given === 'yes' ? '' : String(input[`reason-${block}`] ?? ''),
              },
            ]
          : [];
      });
      const { agreed, recorded } = await giveWord(tx, now, wanted, said, input);
      const given = recorded ? 'answers.told.recorded' : 'answers.told';
      return {
        to: textPath(now),
        told: t(agreed ? 'answers.told.agreed' : said.length > 0 ? given : 'answers.told.none'),
      };
    },
  });
}

function withoutVersions(form: FormState): FormState {
  const kept = Object.entries(form.values).filter(([name]) => !name.startsWith('version-'));
  return { ...form, values: Object.fromEntries(kept) };
}
