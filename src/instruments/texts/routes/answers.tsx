import type { Answer } from '../../../mechanisms/living-document/rules.ts';
import { countOpenComments } from '../../../mechanisms/living-document/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { giveWord, listSilent, toAnswer, voiceFor } from '../actions.ts';
import { words } from '../messages/index.ts';
import { answersForm } from '../rules.ts';
import { AnswersPage } from '../views/answers.tsx';
import { textPath } from '../views/parts.tsx';
import { textIn } from './door.ts';

export async function answersPage(page: Page, form?: FormState) {
  const wanted = form ? (textOf(form, 'partner') ?? '') : page.query('partner');
  const shown = await page.read(async (tx) => {
    const text = await textIn(page, tx);
    const voice = await voiceFor(tx, text, wanted);
    return {
      text,
      voice,
      open: voice ? toAnswer(text, voice.partner.id) : [],
      silent: await listSilent(tx, text),
      comments: await countOpenComments(tx, text.document.id),
    };
  });
  return <AnswersPage page={page} {...shown} {...(form && { form })} />;
}

export async function answer(page: Page): Promise<Response> {
  const t = words(page.locale);
  const text = await page.read((tx) => textIn(page, tx));
  const blocks = text.standing.blocks.map(({ id }) => id);
  return page.submit(answersForm(blocks), {
    say: t,
    // What was changed meanwhile is read anew: the version on the page is the one that stands now.
    again: (form) => answersPage(page, withoutVersions(form)),
    act: async (tx, input) => {
      const now = await textIn(page, tx);
      const { values } = await page.submitted();
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
      const wanted = typeof values.partner === 'string' ? values.partner : '';
      const { agreed, recorded } = await giveWord(tx, now, wanted, said);
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
  return { values: Object.fromEntries(kept), errors: form.errors };
}
