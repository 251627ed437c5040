import type { House } from '../../../platform/house.ts';
import { emptyForm, type FormState } from '../../../platform/http/form.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { newId } from '../../../platform/id.ts';
import type { Scope } from '../../../platform/scope.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { asNewGuest } from '../access.ts';
import { beginBrief } from '../actions/briefs.ts';
import { words } from '../messages/index.ts';
import { findLiaison, findUnitBySlug, listGoals, type Unit } from '../store/units.ts';
import { PerspectivePage } from '../views/perspective.tsx';
import { StepPage, type StepView } from '../views/step.tsx';
import { findBegun, rememberWriter, writingPath } from './brief-door.ts';
import { changeOf, perspectiveForm, sayOf, schemaOf } from './brief-forms.ts';

/** A page is begun: with its first step, with the other side's view, or (elsewhere) with a complaint. */
export function beginningHandlers(house: House) {
  /** The unit that a page goes to; the liaison desk where nobody was chosen. */
  const unitBySlug = (page: Page, slug: string) =>
    page.read(async (tx) => (slug && (await findUnitBySlug(tx, slug))) || (await findLiaison(tx)));

  async function viewOfNew(page: Page, unit: Unit | undefined, form?: FormState): Promise<StepView> {
    const goals = await page.read(listGoals);
    return {
      step: 'plan',
      kind: 'brief',
      action: '/briefs',
      values: {},
      unit,
      goals,
      units: [],
      organisations: [],
      guest: page.person === null,
      noMail: page.person === null && house.post.way === 'none',
      advice: house.instruments.flatMap((instrument) => instrument.besideBrief?.(page) ?? []),
      ...(form && { form }),
    };
  }

  async function newBrief(page: Page): Promise<Response> {
    const unit = await unitBySlug(page, page.query('to'));
    const begun = await findBegun(house, page);
    // Whoever comes back by the browser's own arrow is to see it as well.
    if (begun) page.setHeader('Cache-Control', 'private, no-store');
    return page.html(<StepPage page={page} view={{ ...(await viewOfNew(page, unit)), begun }} />);
  }

  /** Who begins: the person who is signed in, or a guest who is new here. */
  function beginner(page: Page): { scope: Scope; id: string; to(step: string): string } {
    const id = newId();
    if (page.person) return { scope: page.scope, id, to: (step) => `/briefs/${id}${step}` };
    const scope = asNewGuest(newId());
    const path = writingPath(house, id, scope.person!.id);
    return { scope, id, to: (step) => `${path}?on=${encodeURIComponent(step)}` };
  }

  async function begin(page: Page): Promise<Response> {
    if (!page.person) await house.accounts.limits.count('write', `brief ${page.visitor}`);
    const { values } = await page.submitted();
    const unit = await unitBySlug(page, String(values.to ?? ''));
    const beginning = beginner(page);
    const later = values.later === 'yes';
    const today = dayOf(page.now, page.city.timeZone);
    return page.submit(schemaOf('plan', { later, today }), {
      say: sayOf(page),
      as: beginning.scope,
      opening: () => ({ grant: [beginning.id] }),
      again: async (form) => <StepPage page={page} view={await viewOfNew(page, unit, form)} />,
      act: async (tx, input) => {
        const { content, goal } = changeOf('plan', input, {}, today);
        await beginBrief(tx, {
          id: beginning.id,
          kind: 'brief',
          unit: unit?.id ?? null,
          goal: goal ?? null,
          content: content ?? {},
          locale: page.locale,
        });
        return { to: beginning.to(later ? '' : '/steps/ask') };
      },
    });
  }

  async function newPerspective(page: Page): Promise<Response> {
    const unit = await unitBySlug(page, page.query('to'));
    return page.html(
      <PerspectivePage
        page={page}
        action="/briefs/new/perspective"
        unit={unit}
        values={{}}
        form={emptyForm}
      />,
    );
  }

  async function beginWithPerspective(page: Page): Promise<Response> {
    if (!page.person) await house.accounts.limits.count('write', `brief ${page.visitor}`);
    const { values } = await page.submitted();
    const unit = await unitBySlug(page, String(values.to ?? ''));
    const beginning = beginner(page);
    return page.submit(perspectiveForm, {
      say: words(page.locale),
      as: beginning.scope,
      opening: () => ({ grant: [beginning.id] }),
      again: (form) => (
        <PerspectivePage page={page} action="/briefs/new/perspective" unit={unit} values={{}} form={form} />
      ),
      act: async (tx, perspective) => {
        await beginBrief(tx, {
          id: beginning.id,
          kind: 'brief',
          unit: unit?.id ?? null,
          content: {},
          locale: page.locale,
          perspective,
        });
        return { to: beginning.to('/steps/plan') };
      },
    });
  }

  /** A writer's own link: lets this browser go on, and changes nothing else. */
  function resume(page: Page): Response {
    const [id, person] = house.links.open('brief', page.param('token')) ?? [];
    if (!id || !person) throw new NotFound();
    rememberWriter(house, page, id, person);
    const on = page.query('on');
    return page.redirect(`/briefs/${id}${/^\/[a-z/]*$/.test(on) ? on : ''}`);
  }

  return { newBrief, begin, newPerspective, beginWithPerspective, resume, beginner, unitBySlug };
}
