import type { Page } from '../../../platform/http/page.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { loadLimits } from '../actions.ts';
import { words } from '../messages/index.ts';
import { decide, questionForm } from '../rules.ts';
import { type Answered, QuestionPage } from '../views/question.tsx';

/** Who decides this? Asked by the address, so that an answer can be handed on; it changes nothing. */
export async function question(page: Page): Promise<Response> {
  const at = await page.read((tx) => loadLimits(tx, page.param('id')));
  const values = {
    area: page.query('area'),
    amount: page.query('amount'),
    flags: page.queries('flags'),
  };
  if (!page.query('ask')) {
    const state: FormState = { values: {}, errors: {} };
    return page.html(<QuestionPage page={page} at={at} state={state} answered={undefined} />);
  }
  const rules = at.holding?.rules ?? [];
  const parsed = questionForm(page.locale).safeParse(values);
  const rule = rules.find(({ id }) => id === values.area);
  const wanted = !parsed.success || (rule?.kind === 'money' && parsed.data.amount === null);
  const t = words(page.locale);
  const state: FormState = { values, errors: wanted ? { amount: t('amount.wanted') } : {} };
  if (!parsed.success || wanted)
    return page.html(<QuestionPage page={page} at={at} state={state} answered={undefined} />, 422);
  const { amount, flags } = parsed.data;
  // What costs nothing is no question of money, whatever was typed beside it.
  const asked = { area: rule?.area ?? '', amount: rule?.kind === 'money' ? amount : null, flags };
  const answered: Answered = { asked, answer: decide(rules, asked) };
  return page.html(<QuestionPage page={page} at={at} state={state} answered={answered} />);
}
