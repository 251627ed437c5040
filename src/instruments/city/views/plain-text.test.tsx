import { renderToString } from 'preact-render-to-string';
import { expect, it } from 'vitest';
import { PlainText } from './plain-text.tsx';

const drawn = (text: string) => renderToString(<PlainText text={text} />);

it('links addresses of the web and of mail, and leaves the full stop to the sentence', () => {
  const html = drawn('Write to desk@city.example.org, or see https://city.example/a?b=c.');
  expect(html).toContain('href="mailto:desk@city.example.org"');
  expect(html).toContain('href="https://city.example/a?b=c"');
});

it('makes no link of a script and no element of a sign', () => {
  const html = drawn('javascript:alert(1) <img src=x onerror=alert(1)> "https://a.example/"onclick=x');
  expect(html).not.toContain('<img');
  expect(html).not.toContain('href="javascript');
  expect(html).not.toMatch(/<a[^>]*onclick/);
});

it('reads the longest text in no time, whatever stands in it', () => {
  const begun = performance.now();
  for (const part of ['a', 'a@', '.', 'http://', 'a@b.', '- ', '# '])
    drawn(part.repeat(Math.ceil(60_000 / part.length)));
  expect(performance.now() - begun).toBeLessThan(3_000);
});
