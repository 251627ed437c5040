// The papers tell what is there: settings, commands, findings and links.
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settings } from '../src/config.ts';

const home = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(home, path), 'utf8');
const papers = globSync('**/*.md', {
  cwd: home,
  exclude: (path) => /(^|[/\\])(node_modules|build|data|\.git)([/\\]|$)/.test(path),
}).map((path) => path.replaceAll('\\', '/'));

/** Without blocks and spans of code: what looks like a link in there is none. */
const prose = (path: string) =>
  read(path)
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, '');

/** The anchor that a heading gets where the papers are shown. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .trim()
    .replaceAll(' ', '-');

describe('the guide to operating', () => {
  const guide = read('docs/guides/operate.md');
  const inTable = [...guide.matchAll(/^\| `([A-Z][A-Z_]+)` \|/gm)].map((match) => match[1]!);
  // What only tests set is no setting of an operator's.
  const named = [...read('src/config.ts').matchAll(/\benv\.(?!SAMVIRKE_TEST_)([A-Z][A-Z_]+)/g)].map(
    (match) => match[1]!,
  );

  it('has every setting in its table, and none that is not there', () => {
    expect(inTable.toSorted()).toEqual([...new Set([...settings, ...named])].toSorted());
  });

  it('explains every finding of verify-journal, and none that is never found', () => {
    const code = read('src/platform/journal/verify.ts');
    const found = [...code.matchAll(/(?:found\(|harm: )'([a-z-]+)'(?! \|)/g)].map((match) => match[1]!);
    const [, table = ''] = guide.split('| Finding |');
    const explained = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1]!);
    expect(explained.toSorted()).toEqual([...new Set(found)].toSorted());
  });
});

it('every command of the project is named to those who run or change it', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const text = ['README.md', 'docs/guides/operate.md'].map(read).join('\n');
  const short = ['start', 'test'];
  const wanted = Object.keys(scripts).map((name) =>
    short.includes(name) ? `npm ${name}` : `npm run ${name}`,
  );
  expect(wanted.filter((command) => !new RegExp(`${command}(?![\\w:-])`).test(text))).toEqual([]);
});

it('every command that a paper names is there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = papers.flatMap((path) =>
    [...read(path).matchAll(/\bnpm run ([\w:-]+)/g)].map((match) => ({ path, command: match[1]! })),
  );
  expect(named.filter(({ command }) => !(command in scripts))).toEqual([]);
});

describe('links', () => {
  const links = papers.flatMap((path) =>
    [...prose(path).matchAll(/\]\(([^)\s]+)\)/g)]
      .map((match) => match[1]!)
      .filter((target) => !/^[a-z]+:/.test(target))
      .map((target) => ({ path, target })),
  );
  const place = (path: string, target: string) => join(dirname(path), decodeURI(target.split('#')[0]!));

  it('lead to something that is there', () => {
    const broken = links.filter(
      ({ path, target }) => !target.startsWith('#') && !existsSync(join(home, place(path, target))),
    );
    expect(broken).toEqual([]);
  });

  it('lead to headings that are there', () => {
    const broken = links.filter(({ path, target }) => {
      const [file, heading] = target.split('#');
      if (!heading) return false;
      const headings = [...read(file ? place(path, target) : path).matchAll(/^#+ (.*)$/gm)];
      return !headings.some((match) => anchor(match[1]!) === heading);
    });
    expect(broken).toEqual([]);
  });
});

describe('decisions', () => {
  const names = readdirSync(join(home, 'docs/decisions')).sort();

  it('are numbered without a gap, and their titles say the number', () => {
    expect(names.length).toBeGreaterThan(0);
    names.forEach((name, at) => {
      expect(name).toMatch(new RegExp(`^${String(at + 1).padStart(4, '0')}-[a-z0-9-]+\\.md$`));
      expect(read(`docs/decisions/${name}`)).toMatch(new RegExp(`^# ${at + 1}\\. `));
    });
  });

  it('say why, what and what follows', () => {
    for (const name of names) {
      const text = read(`docs/decisions/${name}`);
      for (const part of ['Context', 'Decision', 'Consequences'])
        expect(text, name).toContain(`**${part}.**`);
    }
  });
});
