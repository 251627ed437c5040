/**
 * Puts the page as it is now in place of the one that is shown, but for what the reader is at: a form with
 * something in it, what is open, where the cursor is. Turbo's own morphing would empty inputs and close what is open.
 */
export function renew(shown: Element, fresh: Element): void {
  const kept = new Set(
    [...shown.querySelectorAll(own)]
      .filter(isInUse)
      .flatMap((one) => [...one.querySelectorAll('[id]'), one])
      .map(({ id }) => id),
  );
  kept.delete('');
  apart(fresh, kept);
  put(shown, fresh);
}

/** What is kept whole. */
const own = 'form, details, dialog, sv-draft, sv-dialog';

function put(shown: Element, fresh: Element): void {
  if (!isInUse(shown)) {
    shown.replaceWith(fresh);
    return;
  }
  if (shown.matches(own)) return;
  for (const { name, value } of fresh.attributes) shown.setAttribute(name, value);
  let rest = [...fresh.children];
  for (const child of [...shown.children]) {
    if (!isInUse(child)) {
      child.remove();
      continue;
    }
    const at = rest.findIndex((other) => isSame(child, other));
    if (at < 0) continue;
    child.before(...rest.slice(0, at));
    put(child, rest[at]!);
    rest = rest.slice(at + 1);
  }
  shown.append(...rest);
}

/** Does a part of the fresh page hold what the reader is at in this one? */
function isSame(shown: Element, fresh: Element): boolean {
  return (
    shown.tagName === fresh.tagName &&
    wholes(shown)
      .filter(isInUse)
      .every((one) => wholes(fresh).some((other) => nameOf(other) === nameOf(one)))
  );
}

function wholes(part: Element): Element[] {
  return part.matches(own) ? [part] : [...part.querySelectorAll(own)];
}

function nameOf(whole: Element): string {
  const summary = whole.matches('details') ? whole.querySelector('summary') : null;
  return `${whole.tagName} ${whole.getAttribute('action')} ${whole.getAttribute('name')} ${summary?.textContent}`;
}

/** Ids that what is kept has too are another's now. */
function apart(fresh: Element, kept: ReadonlySet<string>): void {
  for (const one of fresh.querySelectorAll(
    '[id], [for], [aria-labelledby], [aria-describedby], [aria-controls]',
  )) {
    for (const name of ['id', 'for', 'aria-labelledby', 'aria-describedby', 'aria-controls']) {
      const value = one.getAttribute(name);
      if (value)
        one.setAttribute(
          name,
          value
            .split(' ')
            .map((id) => (kept.has(id) ? `${id}-new` : id))
            .join(' '),
        );
    }
  }
}

function isInUse(part: Element): boolean {
  const { activeElement } = document;
  if (activeElement?.matches('input, textarea, select') && part.contains(activeElement)) return true;
  return [part, ...part.querySelectorAll('details[open], dialog[open], input, textarea, select')].some(
    (one) =>
      ((one instanceof HTMLDetailsElement || one instanceof HTMLDialogElement) && one.open) || isWritten(one),
  );
}

function isWritten(field: Element): boolean {
  if (field instanceof HTMLSelectElement) {
    const usual = Math.max(
      0,
      [...field.options].findIndex((option) => option.defaultSelected),
    );
    return field.selectedIndex !== usual;
  }
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return false;
  return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
}
