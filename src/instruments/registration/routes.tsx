import { z } from 'zod';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { administrator, get, post, type Route, signedIn } from '../../platform/http/route.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { inOneLanguage, localisedShape, readLocalised } from '../../platform/i18n/localised.ts';
import { isId, newId } from '../../platform/id.ts';
import type { FormState } from '../../ui/form-state.ts';
import { email, isOffice, kinds, website } from '../directory/rules.ts';
import { findOrganisation, listOffers } from '../directory/store/reading.ts';
import type { Organisation } from '../directory/store/tables.ts';
import { acceptClaim, claim, declineClaim, register } from './actions.ts';
import { words } from './messages/index.ts';
import { type Claim, findClaim, findClaimBy, listOpenClaims } from './store.ts';
import { ClaimPage, ClaimsPage } from './views/claims.tsx';
import { RegistrationPage } from './views/registration.tsx';

function registrationForm(locales: readonly Locale[]) {
  return z
    .object({
      kind: z.enum(kinds, 'kind.wanted'),
      ...localisedShape('name', locales, 160, 'name.long'),
      ...localisedShape('summary', locales, 600, 'summary.long'),
      legalNumber: z.string().trim().max(60, 'legalNumber.long').default(''),
      host: z.string().trim().max(160, 'named.unknown').default(''),
      parent: z.string().trim().max(160, 'named.unknown').default(''),
      email,
      website,
      mailboxShared: z.literal('yes').optional(),
      safe: z.literal('yes').optional(),
    })
    .superRefine(inOneLanguage('name', locales, 'name.wanted'));
}

/** Another informal group can hold no money for this one. */
const hosts = kinds.filter((kind) => kind !== 'community');
/** What a department is part of. */
const offices = kinds.filter(isOffice);

const grounds = z.object({ grounds: z.string().trim().min(1, 'grounds.wanted').max(1000, 'grounds.long') });
const decline = z.object({ reason: z.string().trim().min(1, 'reason.wanted').max(600, 'reason.long') });

export function routes(house: House): Route[] {
  const kindOf = (page: Page, asked: unknown) => {
    const kind = kinds.find((one) => one === asked);
    return kind === 'department' && !page.scope.administers ? undefined : kind;
  };

  async function formPage(page: Page, asked: unknown, form?: FormState) {
    const kind = kindOf(page, asked);
    const offered = await page.read((tx) =>
      listOffers(tx, kind === 'department' ? offices : hosts, page.locale),
    );
    const offers = offered.map((row) => page.text(row.name));
    return <RegistrationPage page={page} kind={kind} offers={offers} {...(form && { form })} />;
  }

  async function save(page: Page): Promise<Response> {
    const t = words(page.locale);
    const locales = page.languages;
    const id = newId();
    await house.accounts.limits.count('write', page.person!.id);
    return page.submit(registrationForm(locales), {
      say: t,
      again: (form: FormState) => formPage(page, form.values.kind, form),
      act: async (tx, input) => {
        const slug = await register(tx, {
          id,
          host: input.host,
          parent: input.parent,
          fields: {
            kind: input.kind,
            audience: input.safe === 'yes' && input.kind !== 'department' ? 'space' : 'public',
            name: readLocalised(input, 'name', locales),
            summary: readLocalised(input, 'summary', locales),
            legal_number: input.legalNumber || null,
            email: input.email || null,
            website: input.website || null,
            mailbox_shared: input.mailboxShared === 'yes',
          },
        });
        const hosted = input.safe === 'yes' ? 'told.host.later' : 'told.host';
        const added = input.kind === 'department' ? 'told.department' : 'told.others';
        const told = page.scope.administers ? added : input.host ? hosted : 'told';
        return { to: `/organisations/${slug}`, told: t(told) };
      },
      opening: () => ({ grant: [id] }),
    });
  }

  async function loadOrganisation(
    page: Page,
  ): Promise<{ organisation: Organisation; mine: Claim | undefined }> {
    return page.read(async (tx) => {
      const organisation = await findOrganisation(tx, page.param('slug'));
      const mine = organisation && (await findClaimBy(tx, organisation.id, page.person!.id));
      // A page for those who may ask, and for those who did.
      if (!organisation || organisation.kind === 'department' || (organisation.claimed_at && !mine))
        throw new NotFound();
      return { organisation, mine };
    });
  }

  async function sendClaim(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { organisation, mine } = await loadOrganisation(page);
    await house.accounts.limits.count('write', page.person!.id);
    return page.submit(grounds, {
      say: t,
      again: (form: FormState) => (
        <ClaimPage page={page} organisation={organisation} mine={mine} form={form} />
      ),
      act: async (tx, input) => {
        await claim(tx, organisation, input.grounds);
        return { to: `/organisations/${organisation.slug}/claim`, told: t('claim.told') };
      },
      opening: () => ({ grant: [organisation.id] }),
    });
  }

  const claimsPage = async (page: Page, refused?: string, form?: FormState) => (
    <ClaimsPage
      page={page}
      claims={await page.read(listOpenClaims)}
      {...(refused && { refused })}
      {...(form && { form })}
    />
  );

  async function loadClaim(page: Page): Promise<Claim> {
    const id = page.param('id');
    const found = isId(id) ? await page.read((tx) => findClaim(tx, id)) : undefined;
    if (!found) throw new NotFound();
    return found;
  }

  async function accept(page: Page): Promise<Response> {
    const found = await loadClaim(page);
    const t = words(page.locale);
    return page.press({
      say: t,
      again: (form: FormState) => claimsPage(page, undefined, form),
      act: async (tx) => {
        await acceptClaim(tx, found);
        return { to: '/claims', told: t('claims.accepted', { name: page.text(found.name) }) };
      },
      opening: () => ({ grant: [found.organisation] }),
    });
  }

  async function refuse(page: Page): Promise<Response> {
    const found = await loadClaim(page);
    const t = words(page.locale);
    return page.submit(decline, {
      say: t,
      again: (form: FormState) => claimsPage(page, found.id, form),
      act: async (tx, input) => {
        await declineClaim(tx, found, input.reason);
        return { to: '/claims', told: t('claims.declined') };
      },
      opening: () => ({ grant: [found.organisation] }),
    });
  }

  return [
    get('/registration', signedIn, async (page) => page.html(await formPage(page, page.query('kind')))),
    post('/registration', signedIn, save),
    get('/organisations/:slug/claim', signedIn, async (page) =>
      page.html(<ClaimPage page={page} {...(await loadOrganisation(page))} />),
    ),
    post('/organisations/:slug/claim', signedIn, sendClaim),
    get('/claims', administrator, async (page) => page.html(await claimsPage(page))),
    post('/claims/:id/acceptance', administrator, accept),
    post('/claims/:id/decline', administrator, refuse),
  ];
}
