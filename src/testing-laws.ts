import { type HTMLElement, parse } from 'node-html-parser';

/** The laws of every page. Each complaint says what to mend. */
export function checkLaws(html: string, path: string): void {
  const document = parse(html, { comment: false });
  const broken: string[] = [];
  const law = (holds: boolean, complaint: string) => {
    if (!holds) broken.push(complaint);
  };
  const words = (element: HTMLElement | null) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const all = (selector: string) => document.querySelectorAll(selector);

  const headings = all('h1');
  law(headings.length === 1, `one h1, not ${headings.length}`);
  law(
    words(document.querySelector('title')).startsWith(words(headings[0] ?? null)),
    'the title begins with the h1',
  );
  law(Boolean(document.querySelector('html')?.getAttribute('lang')), 'html has a lang');
  law(!/<style|<script(?![^>]* src=)|\sstyle=|\son[a-z]+=/i.test(html), 'no inline script, style or handler');

  const ids = all('[id]').map((element) => element.id);
  law(
    new Set(ids).size === ids.length,
    `ids are unique: ${ids.filter((id, at) => ids.indexOf(id) !== at).join(', ')}`,
  );

  for (const form of all('form')) {
    law(Boolean(form.getAttribute('action')), 'every form has an action');
    const posts = form.getAttribute('method')?.toLowerCase() === 'post';
    law(
      !posts || form.querySelector('input[name=_once]') !== null,
      `a form that changes something has a key (_once): ${form.getAttribute('action')}`,
    );
  }
  const labels = new Set(all('label[for]').map((label) => label.getAttribute('for')));
  for (const input of all('input, select, textarea')) {
    if (['hidden', 'submit', 'button'].includes(input.getAttribute('type') ?? '')) continue;
    const name = input.getAttribute('name') ?? input.id;
    const inLabel = input.closest('label') !== null;
    law(
      labels.has(input.id) ||
        inLabel ||
        Boolean(input.getAttribute('aria-label') ?? input.getAttribute('aria-labelledby')),
      `the input ${name} has a label`,
    );
    if (input.getAttribute('aria-invalid') === 'true') {
      const described = (input.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
      law(
        described.some((id) => words(document.getElementById(id)) !== ''),
        `the error of ${name} is linked to it`,
      );
      law(
        all('.ds-error-summary a').some(
          (link) =>
            link.getAttribute('href') === `#${input.id}` ||
            document
              .getElementById(link.getAttribute('href')!.slice(1))
              ?.querySelector(`[name="${input.getAttribute('name')}"]`),
        ),
        `the error of ${name} is in the summary`,
      );
    }
  }
  law(all('[maxlength]').length === 0, 'no field cuts what is pasted: what is too long gets an error');
  for (const element of all('[aria-labelledby], [aria-describedby], [aria-controls]')) {
    for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls']) {
      for (const id of (element.getAttribute(attribute) ?? '').split(' ').filter(Boolean)) {
        law(ids.includes(id), `${attribute} names an id that is there: ${id}`);
      }
    }
  }
  for (const chart of all('svg.chart'))
    law(chart.closest('figure')?.querySelector('table') !== null, 'a table stands beside every chart');
  law(
    !/\bundefined\b|\[object Object\]|\bNaN\b/.test(words(document.querySelector('body'))),
    'no undefined, NaN or [object Object] in the text',
  );
  const filled = all('main .ds-button')
    .filter((button) => !button.closest('dialog'))
    .filter((button) => (button.getAttribute('data-variant') ?? 'primary') === 'primary');
  law(
    filled.length <= 1,
    `one filled button on a page, not ${filled.length}: ${filled.map(words).join(' | ')}`,
  );

  if (broken.length > 0) throw new Error(`${path} breaks the laws of every page:\n- ${broken.join('\n- ')}`);
}
