import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { plainText } from './markdown.ts';
import { Written } from './written.tsx';

const drawn = (text: string) =>
  renderToString(<Written text={text} />).replace(/^<div class="said text">(.*)<\/div>$/s, '$1');

describe('what people write', () => {
  it('has paragraphs, emphasis, lists, quotes, code in a line and links', () => {
    expect(drawn('One *two* **three**\nfour\n\nfive `six`')).toBe(
      '<p>One <em>two</em> <strong>three</strong><br/>four</p><p>five <code>six</code></p>',
    );
    expect(drawn('- a\n- b\n\n3. c')).toBe('<ul><li>a</li><li>b</li></ul><ol start="3"><li>c</li></ol>');
    expect(drawn('> said\n\nanswered')).toBe('<blockquote><p>said</p></blockquote><p>answered</p>');
    const rel = 'rel="nofollow ugc noreferrer"';
    expect(drawn('[here](https://a.example/?b=c&d "t") mailto:a@b.example')).toBe(
      `<p><a class="ds-link" href="https://a.example/?b=c&amp;d" ${rel}>here</a> <a class="ds-link" href="mailto:a@b.example" ${rel}>mailto:a@b.example</a></p>`,
    );
  });

  it('is text where it is HTML, a heading, a picture or a table', () => {
    for (const text of [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '<svg/onload=alert(1)>',
      '<a href="javascript:alert(1)">x</a>',
      '<!-- x --><style>*{}</style>',
      '&lt;script&gt;alert(1)&lt;/script&gt;',
      '`<script>alert(1)</script>`',
      '**<b onclick=alert(1)>x**',
    ]) {
      const html = drawn(text);
      expect(
        html.match(/<\/?[a-z]+[^>]*>/g)?.filter((tag) => !/^<\/?(p|code|strong)>$/.test(tag)) ?? [],
      ).toEqual([]);
      expect(html).toContain('&lt;');
    }
    expect(drawn('# A\n\n| a | b |\n|---|---|')).not.toMatch(/<(h1|table)/);
    expect(drawn('![x](https://a.example/x.png)')).not.toContain('<img');
    expect(drawn('    indented\n\n```\nfence\n```')).not.toContain('<pre');
  });

  it('leads to the web and to mail, and nowhere else, however it is spelled', () => {
    const addresses = [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      ' javascript:alert(1)',
      'java&#10;script:alert(1)',
      '&#106;avascript:alert(1)',
      '&#x6A;avascript&colon;alert(1)',
      'javascript&#58;alert(1)',
      'javascript&Tab;:alert(1)',
      '\u0001javascript:alert(1)',
      'java\u00adscript:alert(1)',
      'vbscript:x',
      'data:text/html,<script>alert(1)</script>',
      'data:text/html;base64,PHNjcmlwdD4=',
      'data:image/svg+xml;base64,PHN2Zz4=',
      'file:///etc/passwd',
      'blob:x',
      'ftp://a.example',
      '//evil.example',
      '/partnerships',
      '\\\\evil.example',
      '?next=x',
      '#top',
    ];
    for (const address of addresses)
      for (const text of [
        `[x](${address})`,
        `[x](<${address}>)`,
        `[x]( ${address} "t")`,
        `<${address}>`,
        `[x]\n\n[x]: ${address}`,
        `![x](${address})`,
        `**[x](${address})**`,
        `[[x](${address})](${address})`,
        `> - [x](${address})`,
        address,
      ])
        expect(drawn(text), text).not.toContain('href');
    for (const address of ['https://a.example', 'http://a.example/x', 'mailto:a@b.example'])
      expect(drawn(`[x](${address})`)).toContain(`href="${address}"`);
  });

  it('cannot leave its attribute, and no link stands in a link', () => {
    expect(drawn('[x](https://a.example/"onmouseover="alert(1))')).not.toMatch(/"onmouseover="/);
    expect(drawn('[x](https://a.example "\\" onclick=alert(1) x=\\"")')).not.toContain('onclick');
    expect(drawn('[a [b](https://b.example) c](https://a.example)')).not.toMatch(
      /<a [^>]*>(?:(?!<\/a>).)*<a /,
    );
  });

  it('is shown whole as text where it is nested without end', () => {
    for (const text of [
      `${'>'.repeat(40)} deep`,
      `${'- '.repeat(40)}deep`,
      `${'*_'.repeat(40)}deep${'_*'.repeat(40)}`,
    ])
      expect(drawn(text)).toContain('deep');
    expect(drawn(`${'>'.repeat(4)} four`).match(/<blockquote>/g)).toHaveLength(4);
  });

  it('takes no longer for ten kilobytes made to take long', () => {
    const made = [
      '[',
      '[]',
      '![',
      '[a](',
      '](',
      '*_',
      '*a ',
      '**a_',
      '`',
      '>',
      '- ',
      '> - ',
      '1. ',
      '<',
      '<http://',
      '&#',
      '\\',
      'http://',
      'https://a.b/(',
      'a@',
      '[a](http://x',
      '\n',
      'a\n',
      '>a\n- ',
    ];
    for (const one of made) {
      const text = one.repeat(Math.ceil(10_000 / one.length)).slice(0, 10_000);
      for (const whole of [text, `${text}${[...text].toReversed().join('')}`.slice(5_000, 15_000)]) {
        const begun = performance.now();
        drawn(whole);
        expect(performance.now() - begun, one).toBeLessThan(1_000);
      }
    }
    const ticks = Array.from({ length: 140 }, (_, n) => '`'.repeat(n)).join(' ');
    const begun = performance.now();
    drawn(ticks);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  it('is searched by its words alone', () => {
    expect(plainText('# A **b**\n\n- [c](https://a.example)\n- `d`\n\n> e\nf')).toBe('# A b c d e f');
  });
});
