import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import type { z } from 'zod';
import { complaintsOf, unknown } from './complaints.ts';

/** What is wrong with a file, and where: the file is then refused whole. */
export class ImportProblem extends Error {
  readonly line: number | undefined;
  readonly field: string;
  constructor(message: string, field: string, line?: number) {
    super(message);
    this.field = field;
    this.line = line;
  }
}

export type FileItem = {
  section: string;
  key: string;
  item: Record<string, unknown>;
  lineOf: (path: readonly PropertyKey[]) => number | undefined;
};

/** The version of the format, written as `samvirke: 1` at the top of a file. */
export const formatVersion = 1;

/**
 * Reads a city file (YAML 1.2, so JSON as well) into items with the lines they stand on.
 * Collects every problem of the file, not only the first.
 */
export function readCityFile(
  text: string,
  sections: ReadonlyMap<string, z.ZodType>,
): { items: FileItem[]; problems: ImportProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const lineAt = (node: unknown) => {
    const range = (node as Node | undefined)?.range;
    return range ? lines.linePos(range[0]).line : undefined;
  };
  const broken = document.errors[0];
  if (broken) {
    const first = broken.message.split('\n')[0] ?? 'is not well formed';
    return { items: [], problems: [new ImportProblem(first, '', broken.linePos?.[0].line)] };
  }
  if (!isMap(document.contents) || document.get('samvirke') !== formatVersion) {
    return {
      items: [],
      problems: [new ImportProblem(`The file has to begin with "samvirke: ${formatVersion}"`, 'samvirke', 1)],
    };
  }

  const items: FileItem[] = [];
  const problems: ImportProblem[] = [];
  const seen = new Set<string>();
  for (const pair of document.contents.items) {
    const section = isScalar(pair.key) ? String(pair.key.value) : '';
    if (section === 'samvirke') continue;
    const schema = sections.get(section);
    if (!schema) {
      problems.push(
        new ImportProblem(unknown('section', section, [...sections.keys()]), section, lineAt(pair.key)),
      );
      continue;
    }
    const nodes = isSeq(pair.value) ? pair.value.items : [pair.value];
    for (const node of nodes) {
      const value = isMap(node) ? ((node as YAMLMap).toJSON() as Record<string, unknown>) : undefined;
      if (!value) {
        problems.push(
          new ImportProblem('Each item has to be a list of names and values', section, lineAt(node)),
        );
        continue;
      }
      const lineOf = (path: readonly PropertyKey[]) =>
        lineAt((node as YAMLMap).getIn(path, true)) ?? deepest(node as YAMLMap, path, lineAt);
      const key = String(value.key ?? value.organisation ?? section);
      const parsed = schema.safeParse(value);
      const complaints = (parsed.error?.issues ?? []).flatMap((issue) => complaintsOf(issue, value, schema));
      for (const { message, path, ofName } of complaints) {
        problems.push(
          new ImportProblem(
            message,
            [section, key, ...path].map(String).join('.'),
            (ofName ? lineAt(nameNode(node as YAMLMap, path)) : undefined) ?? lineOf(path),
          ),
        );
      }
      if (seen.has(`${section}:${key}`))
        problems.push(
          new ImportProblem(`The key "${key}" stands here twice`, `${section}.key`, lineAt(node)),
        );
      seen.add(`${section}:${key}`);
      if (parsed.success) items.push({ section, key, item: parsed.data as Record<string, unknown>, lineOf });
    }
  }
  return { items, problems };
}

/** Where a name stands itself: what it names may begin a line below. */
function nameNode(node: YAMLMap, path: readonly PropertyKey[]): unknown {
  const around = path.length > 1 ? node.getIn(path.slice(0, -1), true) : node;
  const name = path.at(-1);
  return isMap(around) && around.items.find(({ key }) => isScalar(key) && key.value === name)?.key;
}

/** A field that is missing has no line: the line of the nearest thing around it. */
function deepest(
  node: YAMLMap,
  path: readonly PropertyKey[],
  lineAt: (node: unknown) => number | undefined,
): number | undefined {
  for (let length = path.length - 1; length > 0; length -= 1) {
    const line = lineAt(node.getIn(path.slice(0, length), true));
    if (line) return line;
  }
  return lineAt(node);
}
