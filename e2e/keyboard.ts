import type { Locator, Page } from 'playwright-core';

/** How somebody uses a page: with a pointer, or by keyboard alone. */
export type Hands = {
  follow(link: Locator): Promise<void>;
  press(button: Locator): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
  /** One of a list. */
  choose(list: Locator, label: string): Promise<void>;
  /** One of a few, or one yes. */
  tick(box: Locator): Promise<void>;
};

export function pointer(): Hands {
  return {
    follow: (link) => link.click(),
    press: (button) => button.click(),
    write: (field, text) => field.fill(text),
    async choose(list, label) {
      await list.selectOption({ label });
    },
    tick: (box) => box.check(),
  };
}

/** More stops than any page of ours has. */
const furthest = 200;

/** Tab, Enter, Space, arrows and letters: nothing is ever clicked. */
export function keyboard(page: Page): Hands {
  const { keyboard: keys } = page;

  /** Goes forward stop by stop, and sees where it is at each. */
  async function reach(target: Locator): Promise<void> {
    const wanted = await target.elementHandle();
    if (!wanted) throw new Error(`There is no ${target}`);
    const stops: string[] = [];
    for (let n = 0; n < furthest; n++) {
      const stop = await page.evaluate(lookAtFocus, wanted);
      if (stop.there && !stop.problem) return;
      if (stop.problem) throw new Error(`${stop.name} has the focus, but ${stop.problem}`);
      stops.push(stop.name);
      await keys.press('Tab');
    }
    throw new Error(`The keyboard does not reach ${target}. It went through:\n${stops.join('\n')}`);
  }

  return {
    async follow(link) {
      await reach(link);
      await keys.press('Enter');
    },
    async press(button) {
      await reach(button);
      await keys.press('Enter');
    },
    async write(field, text) {
      await reach(field);
      await keys.press('ControlOrMeta+a');
      await keys.press('Delete');
      await keys.type(text);
    },
    async choose(list, label) {
      await reach(list);
      const chosen = () => list.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label);
      await keys.press('Home');
      for (let n = 0; (await chosen()) !== label; n++) {
        if (n > furthest) throw new Error(`The list has no "${label}"`);
        await keys.press('ArrowDown');
      }
    },
    async tick(box) {
      // In a group of radios Tab stops once; the arrows go on from there.
      const name = await box.evaluate((input: HTMLInputElement) =>
        input.type === 'radio' ? input.name : '',
      );
      if (!name) {
        await reach(box);
        if (!(await box.isChecked())) await keys.press('Space');
        return;
      }
      const group = page.locator(`input[type=radio][name="${name}"]`);
      const checked = group.and(page.locator(':checked'));
      await reach((await checked.count()) > 0 ? checked : group.first());
      await keys.press('Space');
      for (let n = 0; !(await box.isChecked()) && n < furthest; n++) await keys.press('ArrowDown');
    },
  };
}

/** Where the focus is, and whether somebody who looks at the page can tell. */
function lookAtFocus(wanted: Element) {
  const at = document.activeElement ?? document.body;
  const there = at === wanted;
  const name = `${at.tagName.toLowerCase()} "${(at.getAttribute('aria-label') ?? at.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 60)}"`;
  // What Tab never stops at (the page's matter, the summary of errors) is only a place to go on from.
  if (at === document.body || at.getAttribute('tabindex') === '-1') return { there, name, problem: '' };
  // A ring, or one around box and label together. The way past the header is there only while it has the focus.
  const around = [at, at.parentElement!, ...((at as HTMLInputElement).labels ?? [])];
  const seen =
    at.matches('.ds-skip-link') ||
    around.some((element) =>
      [null, '::before', '::after'].some((part) => {
        const style = getComputedStyle(element, part);
        return (
          (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) ||
          (element === at && style.boxShadow !== 'none')
        );
      }),
    );
  const box = at.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const problem = seen ? (inside ? '' : 'it is outside of what is shown') : 'nothing shows it';
  return { there, name, problem };
}
