import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { newId } from '../../../platform/id.ts';
import { nobody, type Scope } from '../../../platform/scope.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { listOrganisationsById } from '../../directory/store/reading.ts';
import { asNewGuest, takesPart } from '../access.ts';
import { acceptInvitation, asksForPartner, CameMeanwhile, declineInvitation } from '../actions/joining.ts';
import { words } from '../messages/index.ts';
import { acceptanceForm, declineForm, openInvitationLink, standingOf } from '../rules.ts';
import { findGuestAt, findInvited, type InvitedTo, wasRenewed } from '../store.ts';
import { GonePage, InvitationPage } from '../views/invitation.tsx';
import { rememberGuest } from './cookie.ts';

/** What whoever holds the link may see and do, signed in or not. */
export function invitationHandlers(house: House) {
  async function find(page: Page): Promise<(InvitedTo & { mailed: boolean; open: boolean }) | undefined> {
    const link = openInvitationLink(house, page.param('token'));
    if (!link) return undefined;
    return house.database.system(
      async (tx) => {
        const found = await findInvited(tx, link.id);
        if (!found) return undefined;
        const open = standingOf(found.invitation, tx.now) === 'open' && !found.partnership.endedAt;
        return { ...found, mailed: link.mailed, open };
      },
      nobody,
      page,
    );
  }

  /** Their own organisations, of which one may be the partner. */
  const organisationsOf = (page: Page) =>
    page.scope.organisations.length === 0
      ? Promise.resolve([])
      : page.read((tx) => listOrganisationsById(tx, page.scope.organisations));

  async function gone(page: Page, found?: InvitedTo): Promise<Response> {
    const renewed = found && (await house.database.system((tx) => wasRenewed(tx, found)));
    return page.html(<GonePage page={page} invited={found} renewed={renewed ?? false} />, 404);
  }

  async function view(page: Page, found: InvitedTo, form?: FormState) {
    return (
      <InvitationPage
        page={page}
        invited={found}
        organisations={await organisationsOf(page)}
        asks={{ name: page.person === null, partner: asksForPartner(found) }}
        {...(form && { form })}
      />
    );
  }

  async function show(page: Page): Promise<Response> {
    const found = await find(page);
    if (!found?.open) {
      const mine = found && takesPart(page.scope, found.partnership.id);
      return mine ? page.redirect(`/partnerships/${found.partnership.id}`) : gone(page, found);
    }
    return page.html(await view(page, found));
  }

  /** As whom somebody joins: with their account, as the guest they are already, or as a new one. */
  async function joiner(page: Page, found: InvitedTo & { mailed: boolean }, name: string): Promise<Scope> {
    if (page.person) return page.scope;
    const { email } = found.invitation;
    const known = found.mailed && email && (await house.database.system((tx) => findGuestAt(tx, email)));
    const guest = known ? await house.accounts.scopeOfGuest(known) : undefined;
    return guest ?? asNewGuest(newId(), name);
  }

  const grantOf = ({ partnership, partner }: InvitedTo) => ({
    grant: [partnership.id, ...(partner ? [partner.id] : [])],
  });

  /** Also where the answer to the first of two presses was lost: they are in, and this browser goes on as them. */
  async function letIn(page: Page): Promise<void> {
    const by = (await find(page))?.invitation.acceptedBy;
    if (by && (!page.person || page.person.id === by) && (await house.accounts.scopeOfGuest(by)))
      rememberGuest(house, page, by);
  }

  async function accept(page: Page): Promise<Response> {
    const t = words(page.locale);
    const found = await find(page);
    if (!found) return gone(page);
    if (!found.open) {
      const before = await page.ledBefore();
      if (!before) return show(page);
      await letIn(page);
      return page.redirect(before.to, before.told);
    }
    const organisations = await organisationsOf(page);
    const asks = { name: page.person === null, partner: asksForPartner(found) };
    const schema = acceptanceForm({ ...asks, ways: organisations.map((one) => one.id) });
    const { input } = await page.check(schema, t);
    const scope = await joiner(page, found, input?.name ?? '');
    try {
      return await page.submit(schema, {
        say: t,
        as: scope,
        opening: () => grantOf(found),
        again: (form) => view(page, found, form),
        done: () => letIn(page),
        act: async (tx, { as, group, kind }) => {
          await acceptInvitation(tx, found, {
            ...{ as, group, kind },
            locale: page.locale,
            proven: found.mailed,
            text: (name) => page.text(name),
          });
          return { to: `/partnerships/${found.partnership.id}`, told: t('accept.told') };
        },
      });
    } catch (error) {
      // Once more, as the one they are by now.
      if (error instanceof CameMeanwhile) return accept(page);
      if (!(error instanceof NotFound)) throw error;
      return gone(page, await find(page));
    }
  }

  async function decline(page: Page): Promise<Response> {
    const t = words(page.locale);
    const found = await find(page);
    if (!found) return gone(page);
    if (!found.open) {
      const before = await page.ledBefore();
      return before ? page.redirect(before.to, before.told) : gone(page, found);
    }
    try {
      return await page.submit(declineForm, {
        say: t,
        opening: () => grantOf(found),
        again: (form) => view(page, found, form),
        act: async (tx, { reason }) => {
          await declineInvitation(tx, found, reason);
          return { to: '/', told: t('decline.told') };
        },
      });
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      return gone(page, await find(page));
    }
  }

  return { show, accept, decline };
}
