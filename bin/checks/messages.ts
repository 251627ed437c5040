import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { locales } from '../../src/platform/i18n/locale.ts';

/**
 * Every key in every language, with the same placeholders; nothing left in English unless the list
 * `src/messages-alike.json` says that the word is the same; no key that nobody says.
 */
export function checkMessages(folder: string): string[] {
  const complaints: string[] = [];
  const alike: Record<string, string[]> = JSON.parse(
    readFileSync(join(folder, 'src/messages-alike.json'), 'utf8'),
  );
  const usedAlike = new Set<string>();

  for (const file of globSync('src/**/messages/en.json', { cwd: folder })) {
    const place = dirname(file);
    const texts = Object.fromEntries(
      locales.map((language) => [language, read(folder, join(place, `${language}.json`))]),
    );
    const english = texts.en!;
    for (const language of locales.slice(1)) {
      const other = texts[language]!;
      for (const key of Object.keys(english)) {
        const at = `${place}/${language}.json "${key}"`;
        if (!(key in other)) complaints.push(`${at} is missing`);
        else if (placeholders(english[key]!) !== placeholders(other[key]!))
          complaints.push(`${at} has other placeholders than the English one`);
        else if (other[key] === english[key] && /\p{L}{2}/u.test(english[key]!.replace(/\{[^}]*\}/g, ''))) {
          if (alike[language]?.includes(english[key]!)) usedAlike.add(`${language} ${english[key]}`);
          else
            complaints.push(
              `${at} is the same as the English one: "${english[key]}". Translate it, or add it to src/messages-alike.json`,
            );
        }
      }
      for (const key of Object.keys(other))
        if (!(key in english)) complaints.push(`${place}/${language}.json "${key}" is not in en.json`);
    }
    for (const language of locales) {
      for (const [key, text] of Object.entries(texts[language]!)) {
        try {
          new IntlMessageFormat(text, language);
        } catch (error) {
          complaints.push(
            `${place}/${language}.json "${key}" is not well formed: ${(error as Error).message}`,
          );
        }
      }
    }
    complaints.push(...unsaid(folder, place, Object.keys(english)));
  }
  for (const [language, words] of Object.entries(alike)) {
    for (const word of words)
      if (!usedAlike.has(`${language} ${word}`))
        complaints.push(`src/messages-alike.json lists "${word}" (${language}), which no message needs`);
  }
  return complaints;
}

function read(folder: string, file: string): Record<string, string> {
  // A language that a room lacks altogether lacks each of its keys.
  return existsSync(join(folder, file)) ? JSON.parse(readFileSync(join(folder, file), 'utf8')) : {};
}

/** Names of the values a message asks for. A message that is not well formed is told elsewhere. */
function placeholders(text: string): string {
  type Part = {
    type: number;
    value?: unknown;
    options?: Record<string, { value: Part[] }>;
    children?: Part[];
  };
  const names = new Set<string>();
  const literal = 0;
  const pound = 7;
  const collect = (parts: Part[]) => {
    for (const part of parts) {
      if (part.type !== literal && part.type !== pound) names.add(String(part.value));
      for (const { value } of Object.values(part.options ?? {})) collect(value);
      collect(part.children ?? []);
    }
  };
  try {
    collect(new IntlMessageFormat(text, 'en').getAst() as Part[]);
  } catch {
    return '';
  }
  return [...names].sort().join(' ');
}

/** Keys that stand nowhere in the room's code, in the rules it shares or in a mechanism, neither whole nor as a pattern of t(`…`). */
function unsaid(folder: string, place: string, keys: string[]): string[] {
  const room = dirname(place);
  const read = (pattern: string) =>
    globSync(pattern, { cwd: folder })
      .filter((file) => !file.includes('.test.'))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n');
  const code = `${read(`${room}/**/*.{ts,tsx}`)}\n${read('src/instruments/*/rules.ts')}\n${read('src/mechanisms/*/*.{ts,tsx}')}`;
  const patterns = [...code.matchAll(/`((?:[^`$]|\$\{[^}]*\})*)`/g)]
    .map((match) => match[1]!.split(/\$\{[^}]*\}/))
    .filter(
      (parts) => parts.every((part) => /^[\w.-]*$/.test(part)) && parts.length > 1 && parts.join('') !== '',
    )
    .map((parts) => new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('[\\w.-]+')}$`));
  return keys
    .filter((key) => !code.includes(`'${key}'`) && !code.includes(`"${key}"`))
    .filter((key) => !patterns.some((pattern) => pattern.test(key)))
    .map((key) => `${place}/en.json "${key}" is said nowhere`);
}
