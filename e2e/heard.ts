import type { CDPSession, Page } from 'playwright-core';

type Node = {
  nodeId: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  properties?: { name: string; value: { value: unknown } }[];
};

/** What a screen reader says of these is their name, and nothing without one. */
const named = new Set([
  'button',
  'checkbox',
  'combobox',
  'dialog',
  'heading',
  'image',
  'link',
  'listbox',
  'menuitem',
  'radio',
  'radiogroup',
  'region',
  'searchbox',
  'spinbutton',
  'tab',
  'textbox',
]);
/** Take the focus when a page has changed, and are read out then. */
const unnamed = new Set(['RootWebArea', 'alert', 'main']);
/** Where a screen reader can jump to: once on each page. */
const once = ['banner', 'main', 'contentinfo'];

/**
 * What is wrong with the page as a screen reader gets it: from the browser's accessibility tree, not from its HTML.
 * Names, landmarks, levels of headings, and whether they come in the order in which they are seen.
 */
export async function heardOn(page: Page, session: CDPSession): Promise<string[]> {
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: Node[] };
  const heard = nodes.filter(({ ignored }) => !ignored);
  const roles = heard.map(({ role }) => role?.value ?? '');
  const nameless = heard
    .filter((node) => (named.has(node.role?.value ?? '') || isFocusable(node)) && !node.name?.value.trim())
    .filter(({ role }) => !unnamed.has(role?.value ?? ''))
    .map(({ role }) => `a screen reader hears a ${role?.value} without a name`);
  const landmarks = once.flatMap((wanted) => {
    const n = roles.filter((role) => role === wanted).length;
    return n === 1 ? [] : [`a screen reader finds ${n} ${wanted}`];
  });
  return [...nameless, ...landmarks, ...skippedIn(heard.flatMap(levelOf)), ...(await outOfOrder(page))];
}

const propertyOf = (node: Node, wanted: string) =>
  node.properties?.find(({ name }) => name === wanted)?.value.value;

const isFocusable = (node: Node) => propertyOf(node, 'focusable') === true;

function levelOf(node: Node): number[] {
  return node.role?.value === 'heading' ? [Number(propertyOf(node, 'level'))] : [];
}

/** Who jumps from heading to heading takes a missing level for a part that was missed: from the page's own on. */
function skippedIn(all: readonly number[]): string[] {
  const levels = all.slice(all.indexOf(1));
  return levels.flatMap((level, at) => {
    const before = levels[at - 1];
    return before && level > before + 1 ? [`a heading of level ${level} follows one of level ${before}`] : [];
  });
}

/** In one column, what is heard later is seen further down. */
async function outOfOrder(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const main = document.querySelector('main');
    if (!main || innerWidth > 400) return [];
    const shown = [...main.querySelectorAll('h1, h2, h3, h4')].filter((heading) => heading.checkVisibility());
    return shown.flatMap((heading, at) => {
      const before = shown[at - 1];
      return before && before.getBoundingClientRect().top > heading.getBoundingClientRect().top
        ? [`"${heading.textContent}" is heard after "${before.textContent}" and seen before it`]
        : [];
    });
  });
}
