import { type HTMLElement, parse } from 'node-html-parser';

export type Filled = Record<string, string | string[]>;

/** What a browser would send of the form with this action, as it stands on a page. */
export function filledForm(html: string, action: string): Filled {
  const form = parse(html).querySelector(`form[action="${action}"]`);
  if (!form) throw new Error(`No form leads to ${action}`);
  const filled: Filled = {};
  const add = (name: string | undefined, value: string) => {
    if (!name) return;
    const before = filled[name];
    filled[name] = before === undefined ? value : [before, value].flat();
  };
  for (const field of form.querySelectorAll('input, textarea, select')) {
    const name = field.getAttribute('name');
    const type = field.getAttribute('type');
    if (type === 'file' || type === 'submit') continue;
    if ((type === 'radio' || type === 'checkbox') && !field.hasAttribute('checked')) continue;
    add(name, textOf(field));
  }
  return filled;
}

function textOf(field: HTMLElement): string {
  if (field.tagName === 'TEXTAREA') return field.textContent.replace(/^\n/, '');
  if (field.tagName !== 'SELECT') return field.getAttribute('value') ?? '';
  const chosen = field.querySelector('option[selected]') ?? field.querySelector('option');
  return chosen?.getAttribute('value') ?? '';
}

/** What stands on a page beside a field as somebody else's words; undefined where there is nothing. */
export function theirsBeside(html: string, field: string): string | undefined {
  return parse(html).getElementById(`${field}-theirs`)?.textContent;
}
