import { readdir, readFile } from 'node:fs/promises';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { checkLaws } from '../testing-laws.ts';
import { Checkboxes } from './checkboxes.tsx';
import { Differences } from './differences.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Field } from './field.tsx';
import { Form } from './form.tsx';
import { type FormState, ShownForm } from './form-state.ts';
import type { PageFrame } from './frame.ts';
import { Brief } from './kitchen-form.tsx';
import { Department, Home } from './kitchen-sink.tsx';
import { withQuery } from './language-links.tsx';
import { Layout } from './layout.tsx';
import { monogram } from './org-chip.tsx';
import { Speaking } from './speaking.tsx';
import { Table } from './table.tsx';
import { TextArea } from './text-area.tsx';

const frame: PageFrame = {
  locale: 'de',
  city: {
    name: 'Elvestad',
    theme: 'elvestad',
    locales: ['en', 'de'],
    defaultLocale: 'en',
    sample: true,
    footer: [],
  },
  path: '/departments?q=a%26b&lang=de',
  nav: [{ href: '/departments', label: 'Wer macht was', current: true }],
  person: null,
  scheme: 'auto',
  assets: { css: '/c.css', theme: '/t.css', js: '/j.js', passkey: '/p.js', font: '/f.woff2' },
};

function show(node: VNode, state?: FormState): string {
  return renderToString(
    <Speaking locale="en">
      <ShownForm.Tell value={state}>{node}</ShownForm.Tell>
    </Speaking>,
  );
}

function sent(values: FormState['values'], errors: FormState['errors'] = {}): FormState {
  return { values, errors };
}

describe('a field with an error', () => {
  const state = sent({ brief: '' }, { brief: 'Write what you want to do' });

  it('is linked to its help and its error, and marked as invalid', () => {
    const html = show(<Field name="brief" label="Brief" help="One page" />, state);
    expect(html).toContain('aria-describedby="brief-help brief-error"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toMatch(/id="brief-error".*Write what you want to do/);
  });

  it('is reached from the summary by the same words', () => {
    const html = show(<ErrorSummary errors={state.errors} />);
    expect(html).toContain('<a class="ds-link" href="#brief">Write what you want to do</a>');
    expect(html).toContain('One answer needs another look');
  });

  it('of several choices is reached at the first of them', () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ];
    const html = show(
      <Checkboxes name="goals" label="Goals" options={options} />,
      sent({}, { goals: 'Choose' }),
    );
    expect(html).toMatch(/<input[^>]* id="goals" value="a"/);
  });
});

describe('what was typed', () => {
  it('comes back as text, whatever it is', () => {
    const evil = '</textarea><script>alert(1)</script>" onfocus="alert(1)';
    const html = show(<TextArea name="brief" label={evil} />, sent({ brief: evil }));
    expect(html).not.toContain('<script');
    expect(html.match(/<\/textarea>/g)).toHaveLength(1);
    const field = show(<Field name="brief" label="Brief" />, sent({ brief: evil }));
    expect(field).not.toContain('" onfocus="');
  });

  it('keeps an empty first line, which HTML would swallow', () => {
    expect(show(<TextArea name="brief" label="Brief" value={'\nText'} />)).toContain('>\n\nText</textarea>');
  });

  it('is never printed back when it is a password', () => {
    const html = show(
      <Field name="secret" type="password" label="Password" />,
      sent({ secret: 'open sesame' }),
    );
    expect(html).not.toContain('open sesame');
  });

  it('is a day as the reader wrote it, where the form would have written it otherwise', () => {
    const field = <Field name="day" type="date" label="Day" value="3.4.2026" />;
    expect(show(field)).toContain('value="3 Apr 2026"');
    expect(show(field, sent({ day: '3.4.26' }))).toContain('value="3.4.26"');
    expect(show(field, sent({ day: '5.4.2026' }))).toContain('value="5.4.2026"');
  });

  it('wins over what the form began with, also when nothing is ticked any more', () => {
    const options = [{ value: 'a', label: 'A' }];
    const props = { name: 'goals', label: 'Goals', options, chosen: ['a'] };
    expect(show(<Checkboxes {...props} />)).toContain('checked');
    expect(show(<Checkboxes {...props} />, sent({ other: 'x' }))).not.toContain('checked');
  });
});

it('Each form that changes something carries a key of its own sending; a search does not', () => {
  const key = (html: string) => /<input type="hidden" name="_once" value="([^"]+)"/.exec(html)?.[1];
  const first = key(show(<Form action="/requests">…</Form>));
  const second = key(show(<Form action="/requests">…</Form>));
  expect(first).toBeDefined();
  expect(second).not.toBe(first);
  expect(
    key(
      show(
        <Form action="/departments" method="get">
          …
        </Form>,
      ),
    ),
  ).toBeUndefined();
});

describe('a table', () => {
  const columns = [
    { label: 'Request', cell: (row: { what: string; days?: number }) => row.what },
    { label: 'Answered after', numeric: true, cell: (row: { what: string; days?: number }) => row.days },
  ] as const;

  it('labels each cell for the phone, names its rows and has a caption', () => {
    const html = show(
      <Table caption="Requests" columns={columns} rows={[{ what: 'Play street', days: 4 }]} />,
    );
    expect(html).toContain('<caption>Requests</caption>');
    expect(html).toContain('<th scope="row" role="rowheader">Play street</th>');
    expect(html).toContain('data-numeric data-label="Answered after">4</td>');
  });

  it('marks columns of days and counts, whose words stay whole', () => {
    const html = show(
      <Table
        caption="Plan"
        columns={[columns[0], { label: 'By when', short: true, cell: () => '11 November' }]}
        rows={[{ what: 'A' }]}
      />,
    );
    expect(html).toContain('<th scope="col" role="columnheader" data-short>By when</th>');
    expect(html).toContain('data-short data-label="By when">11 November</td>');
  });

  it('keeps a zero, and gives an empty cell no label', () => {
    const html = show(
      <Table caption="Requests" columns={columns} rows={[{ what: 'A', days: 0 }, { what: 'B' }]} />,
    );
    expect(html).toContain('data-label="Answered after">0</td>');
    expect(html).toContain('<td role="cell" data-numeric></td>');
  });
});

describe('the layout', () => {
  it('says in the title how many errors there are', () => {
    const html = renderToString(
      <Layout frame={frame} title="Erstkontakt" errors={{ a: 'Schreiben Sie', b: 'Nennen Sie' }}>
        <h1>Erstkontakt</h1>
      </Layout>,
    );
    expect(html).toContain('<title>Erstkontakt (2 Fehler) – Elvestad</title>');
  });

  it('switches the language on the same page', () => {
    expect(withQuery('/departments?q=a%26b&lang=de', 'lang', 'en')).toBe('/departments?q=a%26b&lang=en');
    expect(withQuery('/', 'lang', 'de')).toBe('/?lang=de');
  });

  it.each([
    ['home', <Home frame={frame} />],
    ['form', <Brief frame={frame} />],
    ['department', <Department frame={frame} />],
  ])('keeps the laws of every page: %s', (_, page) => {
    const html = renderToString(page);
    checkLaws(html, 'kitchen sink');
    expect(html).toMatch(/<html lang="de" dir="ltr"/);
    expect(html).not.toMatch(/javascript:|url\(/);
  });
});

it('Changed words are told to ears as well, and their text stays text', () => {
  const html = show(
    <Differences
      parts={[
        { kind: 'removed', text: '<b>a third</b>' },
        { kind: 'added', text: 'half' },
      ]}
    />,
  );
  expect(html).toContain('<del><span class="ds-sr-only">[no longer: </span>&lt;b>a third&lt;/b>');
  expect(html).toContain(
    '<ins><span class="ds-sr-only">[new: </span>half<span class="ds-sr-only"> ]</span></ins>',
  );
  expect(show(<Differences parts={[{ kind: 'same', text: 'All of it' }]} />)).toContain(
    'No word has changed',
  );
});

it('A part that speaks outside a page says what is missing', () => {
  expect(() => renderToString(<ErrorSummary errors={{ a: 'b' }} />)).toThrow('<Speaking locale={…}>');
});

it('Monograms are made of names, not of the words between them', () => {
  expect(monogram('Verein für Kleingärten e. V.')).toBe('VK');
  expect(monogram('Ökostrom „Süd“')).toBe('ÖS');
  expect(monogram('repair café')).toBe('RC');
  expect(monogram('')).toBe('');
});

it('Every style file beside a part is in the bundle', async () => {
  const folder = new URL('.', import.meta.url);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.css') && name !== 'styles.css');
  const bundle = await readFile(new URL('styles.css', folder), 'utf8');
  expect(files.filter((name) => !bundle.includes(`"./${name}"`))).toEqual([]);
});
