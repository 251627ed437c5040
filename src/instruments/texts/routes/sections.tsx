import type { Meanwhile } from '../../../mechanisms/living-document/actions.ts';
import { findVersion, listComments, listVersions } from '../../../mechanisms/living-document/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import type { FormState } from '../../../ui/form-state.ts';
import {
  addComment,
  addSection,
  settleComment,
  takeBack,
  takeBackComment,
  takeOut,
  writeSection,
} from '../actions.ts';
import { words } from '../messages/index.ts';
import { findOpenedRound } from '../rounds.ts';
import { commentForm, sectionForm, settleForm, takeBackForm, writeForm } from '../rules.ts';
import { BlockPage } from '../views/block.tsx';
import { EditPage } from '../views/edit.tsx';
import { HistoryPage } from '../views/history.tsx';
import { blockPath, textPath } from '../views/parts.tsx';
import { needWriter, sectionIn, textIn } from './door.ts';

export async function section(page: Page, form?: FormState) {
  const { text, block, comments } = await page.read(async (tx) => {
    const found = await sectionIn(page, tx);
    return { ...found, comments: await listComments(tx, found.block.id) };
  });
  return <BlockPage page={page} text={text} block={block} comments={comments} {...(form && { form })} />;
}

export async function history(page: Page): Promise<Response> {
  const { text, block, versions } = await page.read(async (tx) => {
    const found = await sectionIn(page, tx);
    return { ...found, versions: await listVersions(tx, found.block.id) };
  });
  if (versions.length === 0) throw new NotFound();
  const asked = (name: string) => versions.find(({ number }) => String(number) === page.query(name));
  const to = asked('to') ?? versions.at(-1)!;
  const from = asked('from') ?? versions.at(-2) ?? to;
  const [first, second] = from.number < to.number ? [from, to] : [to, from];
  const pair = first.number === second.number ? undefined : ([first, second] as const);
  return page.html(<HistoryPage page={page} text={text} block={block} versions={versions} pair={pair} />);
}

export async function newPage(page: Page, form?: FormState) {
  const text = await page.read((tx) => textIn(page, tx));
  needWriter(text);
  return <EditPage page={page} text={text} {...(form && { form })} />;
}

export async function addOne(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(sectionForm, {
    say: t,
    again: (form) => newPage(page, form),
    act: async (tx, input) => {
      const text = await textIn(page, tx);
      await addSection(tx, text, input);
      return { to: textPath(text), told: t('edit.told') };
    },
  });
}

type Shown = { form: FormState; meanwhile?: Meanwhile | undefined };

export async function editPage(page: Page, shown?: Shown) {
  const { text, block, comments, round, earlier } = await page.read(async (tx) => {
    const found = await sectionIn(page, tx);
    const from = found.text.document.round;
    const version = Number(page.query('version'));
    return {
      ...found,
      earlier: version > 0 ? await findVersion(tx, found.block.id, version) : undefined,
      comments: await listComments(tx, found.block.id),
      round: from ? await findOpenedRound(tx, found.text.inside.partnership.id, from) : undefined,
    };
  });
  needWriter(text);
  const beside = { comments: comments.filter(({ takenBackAt }) => !takenBackAt), round, earlier };
  return <EditPage page={page} text={text} block={block} {...beside} {...shown} />;
}

/**
 * Saves a section. If somebody else saved since the form was opened, nothing is saved: the form comes back with
 * both changes in it, standing on the other's version from now on.
 */
export async function write(page: Page): Promise<Response> {
  const t = words(page.locale);
  let meanwhile: Meanwhile | undefined;
  return page.submit(writeForm, {
    say: t,
    again: (form) => editPage(page, { form: meanwhile ? standingOn(meanwhile, form) : form, meanwhile }),
    act: async (tx, { heading, text: written, base, began }) => {
      const { text, block } = await sectionIn(page, tx);
      const outcome = await writeSection(tx, text, block, {
        heading,
        text: written,
        base,
        began: began > 0 ? began : null,
      });
      if (outcome.done === 'meanwhile') {
        meanwhile = outcome.meanwhile;
        const clash = meanwhile.clashes.length > 0;
        throw new Refusal(clash ? 'meanwhile.error.clash' : 'meanwhile.error', 'text');
      }
      return { to: textPath(text), told: t(outcome.done === 'saved' ? 'edit.told' : 'edit.same') };
    },
  });
}

function standingOn({ theirs, merged }: Meanwhile, { values, errors }: FormState): FormState {
  const began = Number(values.began) > 0 ? values.began! : (values.base ?? '0');
  return {
    values: { ...values, heading: merged.heading, text: merged.text, base: String(theirs.number), began },
    errors,
  };
}

export async function remark(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(commentForm, {
    say: t,
    again: (form) => section(page, form),
    act: async (tx, input) => {
      const { text, block } = await sectionIn(page, tx);
      await addComment(tx, text, block, input);
      return { to: blockPath(text, block), told: t('talk.told') };
    },
  });
}

export async function settleRemark(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(settleForm, {
    say: t,
    again: () => section(page),
    act: async (tx, { settled }) => {
      const { text, block } = await sectionIn(page, tx);
      await settleComment(tx, text, block, page.param('comment'), settled === 'yes');
      return {
        to: blockPath(text, block),
        told: t(settled === 'yes' ? 'talk.told.settled' : 'talk.told.reopened'),
      };
    },
  });
}

export async function takeRemarkBack(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(takeBackForm, {
    say: t,
    again: (form) => section(page, form),
    act: async (tx, { taken }) => {
      const { text, block } = await sectionIn(page, tx);
      await takeBackComment(tx, text, block, page.param('comment'), taken === 'yes');
      return { to: blockPath(text, block), told: t(taken === 'yes' ? 'talk.told.taken' : 'talk.told') };
    },
  });
}

export async function takeAway(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: (form) => editPage(page, { form }),
    act: async (tx) => {
      const { text, block } = await sectionIn(page, tx);
      await takeOut(tx, text, block.id);
      return { to: textPath(text), told: t('remove.told') };
    },
  });
}

export async function putBack(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: async () => {
      throw new NotFound();
    },
    act: async (tx) => {
      const text = await textIn(page, tx);
      const { blocks, removed } = text.standing;
      const block = [...removed, ...blocks].find(({ id }) => id === page.param('block'));
      if (!block) throw new NotFound();
      // Somebody else may have been faster: then it is back already.
      await takeBack(tx, text, block);
      return { to: textPath(text), told: t('out.told') };
    },
  });
}
