import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { DeskItem, Proposal, Reader } from '../../platform/instrument.ts';
import { seatsOf } from './access.ts';
import { loadPartnership } from './actions.ts';
import { words } from './messages/index.ts';
import { invitationLink } from './rules.ts';
import { listInvitationsToMe, listMyDrafts, listVacancies } from './store.ts';

/** What waits for somebody: invitations to them, what they began to put together, partners without a lead. */
export function deskOf(house: House) {
  return async (page: Reader, tx: Tx): Promise<DeskItem[]> => {
    const { scope, person } = page;
    if (!person) return [];
    const t = words(page.locale);
    const items: DeskItem[] = [];
    if (person.kind !== 'guest') {
      for (const one of await listInvitationsToMe(tx)) {
        items.push({
          href: new URL(invitationLink(house, one.id)).pathname,
          title: t('desk.invited', { name: one.partnership }),
          about: one.inviter ? t('desk.invited.by', { inviter: one.inviter }) : t('partnerships'),
          action: t('desk.invited.do'),
          due: one.expires_at,
        });
      }
    }
    const { within, answers, facilitates } = seatsOf(scope);
    if (within.length === 0) return items;
    for (const draft of await listMyDrafts(tx, within)) {
      items.push({
        href: `/partnerships/${draft.id}`,
        title: t('desk.draft', { name: draft.name }),
        about: t('desk.draft.about'),
        action: t('desk.draft.do'),
        due: null,
      });
    }
    for (const one of await listVacancies(tx, { partnerships: facilitates, partners: answers })) {
      items.push({
        href: `/partnerships/${one.partnership}/partners/${one.partner}`,
        title: t('desk.vacancy', { partner: one.name }),
        about: one.partnershipName,
        action: t('desk.vacancy.do'),
        due: null,
      });
    }
    return items;
  };
}

/** What comes next as long as people are still coming together. */
export async function proposeNext(page: Reader, tx: Tx, partnership: string): Promise<Proposal | undefined> {
  const t = words(page.locale);
  const inside = await loadPartnership(tx, partnership);
  const waiting = inside.partners.filter((one) => !one.joinedAt).length;
  const base = `/partnerships/${partnership}`;
  if (inside.partners.length < 2 && inside.facilitates) {
    return {
      order: 10,
      title: t('next.invite'),
      about: t('next.invite.about'),
      step: { href: `${base}/invitations/new`, action: t('next.invite.do') },
    };
  }
  if (waiting === 0) return undefined;
  const tooFew = inside.partners.length - waiting < 2;
  return {
    // Alone nobody can go on; from two on the others may come later.
    order: tooFew ? 40 : 80,
    title: t('next.waiting', { n: waiting }),
    about: t(tooFew ? 'next.waiting.few' : 'next.waiting.about'),
    ...(inside.facilitates && { step: { href: `${base}/people`, action: t('next.waiting.do') } }),
  };
}
