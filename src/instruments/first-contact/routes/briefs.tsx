import { z } from 'zod';
import { findRequest } from '../../../mechanisms/request/store.ts';
import type { House } from '../../../platform/house.ts';
import { emptyForm, type FormState } from '../../../platform/http/form.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import type { Outcome } from '../../../platform/http/submission.ts';
import type { Scope } from '../../../platform/scope.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { dropBrief, sendBrief } from '../actions/briefs.ts';
import { words } from '../messages/index.ts';
import { openStep, type Step, stepsOf, suspicionOf } from '../rules.ts';
import { findPrivate, lockBrief, renameGuest, saveBrief, savePrivate } from '../store/briefs.ts';
import {
  findLiaison,
  findUnit,
  findUnitBySlug,
  listAnsweringUnits,
  listGoals,
  listOwnOrganisations,
  type Unit,
} from '../store/units.ts';
import { PerspectivePage } from '../views/perspective.tsx';
import { ReviewPage } from '../views/review.tsx';
import { StepPage, type StepView } from '../views/step.tsx';
import { UnitPage } from '../views/unit.tsx';
import { loadWriting, type Writing, writingPath } from './brief-door.ts';
import { changeOf, perspectiveForm, sayOf, schemaOf } from './brief-forms.ts';

/** Where a page leads after a step: to the next, or to be read through. */
function after(kind: 'brief' | 'composed', step: Step): string {
  const steps: readonly Step[] = stepsOf[kind];
  const next = steps[steps.indexOf(step) + 1];
  return next ? `/steps/${next}` : '';
}

export function briefHandlers(house: House) {
  async function perspective(page: Page): Promise<Response> {
    const writing = await loadOpen(page);
    const { brief, scope } = writing;
    const seen = await page.read(
      async (tx) => ({ thoughts: await findPrivate(tx, brief.id), unit: await unitOf(tx, brief.unit) }),
      scope,
    );
    const action = `/briefs/${brief.id}/perspective`;
    return page.html(
      <PerspectivePage
        page={page}
        action={action}
        unit={seen.unit}
        values={seen.thoughts?.perspective ?? {}}
        form={emptyForm}
      />,
    );
  }

  async function savePerspective(page: Page): Promise<Response> {
    const { brief, scope } = await loadOpen(page);
    const unit = await page.read((tx) => unitOf(tx, brief.unit), scope);
    return page.submit(perspectiveForm, {
      say: words(page.locale),
      as: scope,
      again: (form) => (
        <PerspectivePage
          page={page}
          action={`/briefs/${brief.id}/perspective`}
          unit={unit}
          values={{}}
          form={form}
        />
      ),
      act: async (tx, input) => {
        await savePrivate(tx, brief.id, { perspective: input });
        return { to: `/briefs/${brief.id}/steps/plan` };
      },
    });
  }

  /** A page that can still be changed: once it was sent, only its link in the mail leads on. */
  async function loadOpen(page: Page): Promise<Writing> {
    const writing = await loadWriting(house, page);
    if (writing.brief.heldAt) throw new NotFound();
    return writing;
  }

  function stepOf(page: Page, writing: Writing): Step {
    const step = page.param('step') as Step;
    if (!(stepsOf[writing.brief.kind] as readonly string[]).includes(step)) throw new NotFound();
    return step;
  }

  async function viewOfStep(page: Page, writing: Writing, step: Step, form?: FormState): Promise<StepView> {
    const { brief, guest, scope } = writing;
    const found = await page.read(
      async (tx) => ({
        unit: await unitOf(tx, brief.unit),
        goals: step === 'plan' ? await listGoals(tx) : [],
        units: step === 'request' ? await listAnsweringUnits(tx, page.locale) : [],
        organisations: step === 'writer' && !guest ? await listOwnOrganisations(tx) : [],
        complaint: step === 'request' ? (await findPrivate(tx, brief.id))?.complaint : undefined,
      }),
      scope,
    );
    return {
      step,
      kind: brief.kind,
      id: brief.id,
      action: `/briefs/${brief.id}/steps/${step}`,
      values: { ...brief.content, goal: brief.goal, organisation: brief.organisation, locale: brief.locale },
      guest,
      savedAt: brief.savedAt,
      advice: [],
      ...found,
      ...(form && { form }),
    };
  }

  async function stepPage(page: Page): Promise<Response> {
    const writing = await loadOpen(page);
    return page.html(<StepPage page={page} view={await viewOfStep(page, writing, stepOf(page, writing))} />);
  }

  async function saveStep(page: Page): Promise<Response> {
    const writing = await loadOpen(page);
    const { brief, scope, guest } = writing;
    const step = stepOf(page, writing);
    const { values } = await page.submitted();
    const later = values.later === 'yes';
    const today = dayOf(page.now, page.city.timeZone);
    const choosesWriter = !guest && scope.organisations.length > 1;
    return page.submit(schemaOf(step, { later, today, guest, choosesWriter }), {
      say: sayOf(page),
      as: scope,
      again: async (form) => <StepPage page={page} view={await viewOfStep(page, writing, step, form)} />,
      act: async (tx, input): Promise<Outcome> => {
        const current = await lockBrief(tx, brief.id);
        if (!current || current.heldAt) throw new NotFound();
        const change = changeOf(step, input, current.content, today);
        if (step === 'request' && 'to' in input && input.to)
          change.unit = (await findUnitBySlug(tx, String(input.to)))?.id ?? null;
        if (step === 'writer' && !guest) change.content = { ...change.content, name: page.person!.name };
        const organisation = step === 'writer' && !guest ? ownOrganisation(scope, input) : undefined;
        await saveBrief(tx, brief.id, { ...change, ...(organisation !== undefined && { organisation }) });
        if (step === 'writer' && guest)
          await renameGuest(tx, change.content?.name ?? '', change.locale ?? brief.locale);
        return { to: `/briefs/${brief.id}${later ? '' : after(brief.kind, step)}` };
      },
    });
  }

  async function choosePage(page: Page): Promise<Response> {
    const { brief, scope } = await loadOpen(page);
    const found = await page.read(
      async (tx) => ({
        units: await listAnsweringUnits(tx, page.locale),
        unit: await unitOf(tx, brief.unit),
      }),
      scope,
    );
    return page.html(<UnitPage page={page} brief={brief} {...found} form={emptyForm} />);
  }

  async function chooseUnit(page: Page): Promise<Response> {
    const { brief, scope } = await loadOpen(page);
    return page.submit(z.object({ to: z.string().max(200).optional() }), {
      say: words(page.locale),
      as: scope,
      again: async (form) => {
        const found = await page.read(
          async (tx) => ({ units: await listAnsweringUnits(tx, page.locale), unit: undefined }),
          scope,
        );
        return <UnitPage page={page} brief={brief} {...found} form={form} />;
      },
      act: async (tx, { to }) => {
        const unit = to ? await findUnitBySlug(tx, to) : undefined;
        await saveBrief(tx, brief.id, { unit: unit?.id ?? null });
        return { to: `/briefs/${brief.id}` };
      },
    });
  }

  async function reviewView(page: Page, writing: Writing, form?: FormState) {
    const { brief, scope, guest } = writing;
    const found = await page.read(
      async (tx) => ({
        unit: (await unitOf(tx, brief.unit)) ?? (await findLiaison(tx)),
        goals: await listGoals(tx),
        organisations: guest ? [] : await listOwnOrganisations(tx),
      }),
      scope,
    );
    return {
      brief,
      guest,
      unit: found.unit,
      goal: found.goals.find((goal) => goal.id === brief.goal),
      organisation: found.organisations.find((one) => one.id === brief.organisation),
      missing: openStep(brief.kind, brief.content, guest),
      link: guest ? `${house.config.url}${writingPath(house, brief.id, scope.person!.id)}` : undefined,
      canMail: house.post.way !== 'none',
      ...(form && { form }),
    };
  }

  async function review(page: Page): Promise<Response> {
    const writing = await loadWriting(house, page).catch(async (error) => {
      // Sent, and the answer was lost on the way: the page is a request now.
      const sent = error instanceof NotFound && (await page.read((tx) => findRequest(tx, page.param('id'))));
      if (!sent) throw error;
    });
    if (!writing) return page.redirect(`/requests/${page.param('id')}`);
    return page.html(<ReviewPage page={page} view={await reviewView(page, writing)} />);
  }

  async function send(page: Page): Promise<Response> {
    const t = words(page.locale);
    const writing = await loadOpen(page);
    const { brief, scope, guest } = writing;
    if (guest && house.post.way === 'none') throw new NotFound();
    if (guest) {
      await house.accounts.limits.count('mailedLink', `brief ${brief.content.email ?? ''}`);
      await house.accounts.limits.count('write', `sending ${page.visitor}`);
    }
    return page.press({
      say: t,
      as: scope,
      ...(guest && { trapped: 'review.trapped' }),
      opening: () => ({ grant: [brief.id] }),
      again: async (form) => <ReviewPage page={page} view={await reviewView(page, writing, form)} />,
      act: async (tx) => {
        const current = await lockBrief(tx, brief.id);
        if (!current) throw new NotFound();
        const seconds = (tx.now.getTime() - current.createdAt.getTime()) / 1000;
        const suspect = guest ? suspicionOf(current.content, seconds) : undefined;
        const sent = await sendBrief(tx, current, { suspect, calendar: page.city });
        return sent === 'delivered'
          ? { to: `/requests/${brief.id}`, told: t('sent.told') }
          : { to: `/briefs/${brief.id}` };
      },
    });
  }

  async function drop(page: Page): Promise<Response> {
    const t = words(page.locale);
    const writing = await loadOpen(page);
    return page.press({
      say: t,
      as: writing.scope,
      again: async (form) => <ReviewPage page={page} view={await reviewView(page, writing, form)} />,
      act: async (tx) => {
        const current = await lockBrief(tx, writing.brief.id);
        if (!current) throw new NotFound();
        await dropBrief(tx, current);
        return { to: writing.guest ? '/' : '/desk', told: t('dropped') };
      },
    });
  }

  return {
    perspective,
    savePerspective,
    stepPage,
    saveStep,
    choosePage,
    chooseUnit,
    review,
    send,
    drop,
  };
}

async function unitOf(tx: Parameters<typeof findUnit>[0], unit: string | null): Promise<Unit | undefined> {
  return unit ? findUnit(tx, unit) : undefined;
}

function ownOrganisation(scope: Scope, input: object): string | null {
  const wished = (input as { organisation?: string }).organisation ?? '';
  return scope.organisations.includes(wished) ? wished : null;
}
