import { z } from 'zod';
import type { Tx } from '../../platform/database/database.ts';
import type { Standing } from '../../platform/http/overtaken.ts';
import type { Page } from '../../platform/http/page.ts';
import { Forbidden } from '../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { dayOf } from '../../platform/working-days.ts';
import type { FormState } from '../../ui/form-state.ts';
import { loadPartnership } from '../partnerships/actions.ts';
import { giveBack, takeOver, writeHandOver } from './actions/terms.ts';
import {
  addRole,
  answerProposal,
  changeRole,
  consent,
  loadRole,
  loadToAdd,
  nominate,
  propose,
  removeRole,
  returnRole,
  waitedFor,
  withdrawProposal,
} from './actions.ts';
import { words } from './messages/index.ts';
import {
  answerForm,
  consentForm,
  nominationForm,
  roleForm,
  suggestions,
  termForm,
  typedConsent,
  typedRole,
} from './rules.ts';
import {
  countRoles,
  findProposal,
  listCandidates,
  listConsents,
  listLeadingTo,
  listNominations,
  listRoles,
  listTerms,
  listTitles,
} from './store.ts';
import { RolePage } from './views/role.tsx';
import { RoleFormPage } from './views/role-form.tsx';
import { RolesPage } from './views/roles.tsx';

export function routes(): Route[] {
  const base = '/partnerships/:id/roles';
  const listOf = (page: Page) => `/partnerships/${page.param('id')}/roles`;
  const today = (page: Page, tx: Tx) => dayOf(tx.now, page.city.timeZone);

  async function catalogue(page: Page): Promise<Response> {
    const view = await page.read(async (tx) => {
      const inside = await loadPartnership(tx, page.param('id'));
      const { id } = inside.partnership;
      const roles = await listRoles(tx, id, page.key('after'));
      return { inside, roles, all: await countRoles(tx, id) };
    });
    return page.html(<RolesPage page={page} {...view} />);
  }

  async function newPage(page: Page, form?: FormState) {
    const { inside, others } = await page.read(async (tx) => ({
      inside: await loadToAdd(tx, page.param('id')),
      others: await listTitles(tx, page.param('id')),
    }));
    const suggestion = suggestions.find((name) => name === page.query('as'));
    return (
      <RoleFormPage
        page={page}
        inside={inside}
        others={others}
        suggestion={suggestion}
        {...(form && { form })}
      />
    );
  }

  async function editPage(page: Page, form?: FormState) {
    const { inside, all } = await page.read(async (tx) => ({
      inside: await loadRole(tx, page.param('id'), page.param('role')),
      all: await listTitles(tx, page.param('id')),
    }));
    const others = all.filter(({ id }) => id !== inside.role.id);
    if (!inside.contributes) throw new Forbidden('those who contribute');
    return (
      <RoleFormPage page={page} inside={inside} others={others} role={inside.role} {...(form && { form })} />
    );
  }

  async function rolePage(page: Page, form?: FormState, of?: string) {
    const view = await page.read(async (tx) => {
      const inside = await loadRole(tx, page.param('id'), page.param('role'));
      const { role, partners } = inside;
      const terms = await listTerms(tx, role.id);
      const proposal = await findProposal(tx, role.id);
      const nominations = await listNominations(tx, role.id, terms[0]?.endedAt ?? undefined);
      // Those by which the role was filled have done their work; ids are in the order of time.
      const running = role.term && terms[0];
      return {
        inside,
        terms,
        proposal,
        leadingTo: await listLeadingTo(tx, role.id),
        nominations: running ? nominations.filter(({ id }) => id > running.id) : nominations,
        consents: proposal ? await listConsents(tx, proposal.id) : [],
        waitedFor: await waitedFor(tx, partners),
        candidates: await listCandidates(tx, inside.partnership.id),
      };
    });
    return <RolePage page={page} {...view} {...(form && of && { form, of })} />;
  }

  /** A form on the page of a role: `act` does it, and the page is shown again where something is wrong. */
  function onRole<Schema extends z.ZodType>(
    of: string,
    schema: Schema,
    act: (tx: Tx, ids: readonly [string, string], input: z.output<Schema>, today: string) => Promise<void>,
    stands?: (page: Page) => Standing,
  ) {
    return (page: Page): Promise<Response> => {
      const t = words(page.locale);
      const ids = [page.param('id'), page.param('role')] as const;
      return page.submit(schema, {
        say: t,
        again: (form) => rolePage(page, form, of),
        ...(stands && { stands: stands(page) }),
        act: async (tx, input) => {
          await act(tx, ids, input, today(page, tx));
          return { to: `${listOf(page)}/${ids[1]}`, told: t(`said.${of}` as 'said.nomination') };
        },
      });
    };
  }
  const nothing = z.object({});

  /** Lead and deputy give the same partner's word: neither writes over the other's unseen. */
  const wordStands = (page: Page): Standing => ({
    of: ['role', page.param('role')],
    typed: async (tx) => {
      const { role, speaksAs } = await loadRole(tx, page.param('id'), page.param('role'));
      const proposal = await findProposal(tx, role.id);
      const { values } = await page.submitted();
      if (!speaksAs || !proposal || proposal.id !== values.proposal) return {};
      const said = await listConsents(tx, proposal.id);
      return typedConsent(said.findLast(({ partner }) => partner === speaksAs.id));
    },
  });

  async function add(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.submit(roleForm, {
      say: t,
      again: (form) => newPage(page, form),
      act: async (tx, input) => {
        const id = await addRole(tx, page.param('id'), input);
        return { to: `${listOf(page)}/${id}`, told: t('said.added') };
      },
    });
  }

  async function change(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.submit(roleForm, {
      say: t,
      again: (form) => editPage(page, form),
      stands: {
        of: ['role', page.param('role')],
        typed: async (tx) => typedRole((await loadRole(tx, page.param('id'), page.param('role'))).role),
      },
      act: async (tx, input) => {
        await changeRole(tx, page.param('id'), page.param('role'), input);
        return { to: `${listOf(page)}/${page.param('role')}`, told: t('said.changed') };
      },
    });
  }

  return [
    get(base, participants, catalogue),
    get(`${base}/new`, participants, async (page) => page.html(await newPage(page))),
    post(base, participants, add),
    get(`${base}/:role`, participants, async (page) => page.html(await rolePage(page))),
    get(`${base}/:role/edit`, participants, async (page) => page.html(await editPage(page))),
    post(`${base}/:role/edit`, participants, change),
    post(
      `${base}/:role/nominations`,
      participants,
      onRole('nomination', nominationForm, (tx, ids, input) => nominate(tx, ...ids, input)),
    ),
    post(
      `${base}/:role/proposal`,
      participants,
      onRole('proposal', nominationForm, (tx, ids, input) => propose(tx, ...ids, input)),
    ),
    post(
      `${base}/:role/answer`,
      participants,
      onRole('answer', answerForm, (tx, ids, { answer }, day) => answerProposal(tx, ...ids, answer, day)),
    ),
    post(
      `${base}/:role/consents`,
      participants,
      onRole('consent', consentForm, (tx, ids, input, day) => consent(tx, ...ids, input, day), wordStands),
    ),
    post(
      `${base}/:role/withdrawal`,
      participants,
      onRole('withdrawal', nothing, (tx, ids) => withdrawProposal(tx, ...ids)),
    ),
    post(
      `${base}/:role/term`,
      participants,
      onRole('term', termForm, (tx, ids, said) => writeHandOver(tx, ...ids, said)),
    ),
    post(
      `${base}/:role/reading`,
      participants,
      onRole('reading', nothing, (tx, ids) => takeOver(tx, ...ids)),
    ),
    post(
      `${base}/:role/ending`,
      participants,
      onRole('ending', nothing, (tx, ids) => giveBack(tx, ...ids)),
    ),
    post(
      `${base}/:role/removal`,
      participants,
      onRole('removal', nothing, (tx, ids) => removeRole(tx, ...ids)),
    ),
    post(
      `${base}/:role/return`,
      participants,
      onRole('return', nothing, (tx, ids) => returnRole(tx, ...ids)),
    ),
  ];
}
