import { z } from 'zod';
import type { House } from '../../../platform/house.ts';
import { emptyForm } from '../../../platform/http/form.ts';
import type { Page } from '../../../platform/http/page.ts';
import { beginBrief } from '../actions/briefs.ts';
import { words } from '../messages/index.ts';
import { ComplaintPage } from '../views/complaint.tsx';
import type { beginningHandlers } from './beginning.tsx';

const complaintForm = z.object({
  complaint: z.string().trim().min(1, 'complaint.missing').max(4_000, 'text.long'),
});

export function complaintHandlers(
  house: House,
  { beginner, unitBySlug }: ReturnType<typeof beginningHandlers>,
) {
  const noMail = (page: Page) => page.person === null && house.post.way === 'none';

  function turnPage(page: Page): Response | Promise<Response> {
    return page.html(
      <ComplaintPage page={page} to={page.query('to')} noMail={noMail(page)} form={emptyForm} />,
    );
  }

  /** What is wrong stays with the writer; it is the first step to what somebody could do about it. */
  async function turn(page: Page): Promise<Response> {
    if (!page.person) await house.accounts.limits.count('write', `brief ${page.visitor}`);
    const { values } = await page.submitted();
    const to = String(values.to ?? '');
    const unit = to ? await unitBySlug(page, to) : undefined;
    const beginning = beginner(page);
    return page.submit(complaintForm, {
      say: words(page.locale),
      as: beginning.scope,
      opening: () => ({ grant: [beginning.id] }),
      again: (form) => <ComplaintPage page={page} to={to} noMail={noMail(page)} form={form} />,
      act: async (tx, { complaint }) => {
        await beginBrief(tx, {
          id: beginning.id,
          kind: 'composed',
          unit: unit?.id ?? null,
          content: {},
          locale: page.locale,
          complaint,
        });
        return { to: beginning.to('/steps/request') };
      },
    });
  }

  return { turnPage, turn };
}
