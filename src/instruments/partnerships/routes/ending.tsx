import { z } from 'zod';
import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Outcome } from '../../../platform/http/submission.ts';
import { endPartner, returnPartner } from '../actions/partners.ts';
import { endPartAt, endPartIn, loadPartAt, loadPartIn } from '../actions/people.ts';
import { words } from '../messages/index.ts';
import { removalForm } from '../rules.ts';
import { EndingPage } from '../views/ending.tsx';

export type Address = { id: string; partner: string };

export const backTo = (at: Address) => `/partnerships/${at.id}/partners/${at.partner}`;

/** How the pages of people act: with a button there, or with a form at one partner. */
type Ways = {
  press: (page: Page, act: (tx: Tx) => Promise<Outcome>, grant?: readonly string[]) => Promise<Response>;
  atPartner: <Schema extends z.ZodType>(
    page: Page,
    schema: Schema,
    act: (tx: Tx, input: z.output<Schema>, at: Address) => Promise<Outcome>,
  ) => Promise<Response>;
};

const nothing = z.object({});

/** How somebody's part ends, or that of a partner; and how a partner is taken back. */
export function endingHandlers({ press, atPartner }: Ways) {
  /** Where somebody is led who is not in any more. */
  const outside = (page: Page) => (page.person?.kind === 'guest' ? '/' : '/partnerships');

  /** Where an ending leads, and what is said there. */
  function after(
    page: Page,
    { name, self, stays }: { name: string; self: boolean; stays: boolean },
    back: string,
  ) {
    const t = words(page.locale);
    if (stays) return { to: back, told: t('ending.role.told', { name }) };
    return self
      ? { to: outside(page), told: t('left.told') }
      : { to: back, told: t('end.part.told', { name }) };
  }

  async function endingIn(page: Page): Promise<Response> {
    const id = page.param('id');
    const ending = await page.read((tx) => loadPartIn(tx, id, page.param('participant')));
    return page.html(<EndingPage page={page} ending={ending} back={`/partnerships/${id}/people`} />);
  }

  function endIn(page: Page): Promise<Response> {
    const id = page.param('id');
    const act = async (tx: Tx) =>
      after(page, await endPartIn(tx, id, page.param('participant')), `/partnerships/${id}/people`);
    // Whoever looks on, or has just left, writes nothing there: that they left is written down even so.
    return press(page, act, [id]);
  }

  async function endingAt(page: Page): Promise<Response> {
    const at = { id: page.param('id'), partner: page.param('partner') };
    const ending = await page.read((tx) => loadPartAt(tx, at.id, at.partner, page.param('membership')));
    return page.html(<EndingPage page={page} ending={ending} back={backTo(at)} />);
  }

  function endAt(page: Page): Promise<Response> {
    return atPartner(page, nothing, async (tx, _, at) =>
      after(page, await endPartAt(tx, at.id, at.partner, page.param('membership')), backTo(at)),
    );
  }

  function remove(page: Page): Promise<Response> {
    const t = words(page.locale);
    return atPartner(page, removalForm, async (tx, { reason }, at) => {
      const how = await endPartner(tx, at.id, at.partner, reason);
      if (how === 'left') return { to: outside(page), told: t('left.told') };
      return { to: `/partnerships/${at.id}/people`, told: t('removed.told') };
    });
  }

  function giveBack(page: Page): Promise<Response> {
    const t = words(page.locale);
    return atPartner(page, nothing, async (tx, _, at) => {
      await returnPartner(tx, at.id, at.partner);
      return { to: `/partnerships/${at.id}/people`, told: t('returned.told') };
    });
  }

  return { endingIn, endIn, endingAt, endAt, remove, giveBack };
}
