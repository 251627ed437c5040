import fc from 'fast-check';
import type { FoundForm } from './crawl.ts';
import { hostileFile, hostileText } from './hostile.ts';

/** Each field as it was, hostile, missing, or several times; and one that nobody asked for. */
export function fieldsOf(forms: readonly FoundForm[]): fc.Arbitrary<(readonly [string, string | File])[]> {
  const values = new Map<string, { given: string[]; file: boolean }>();
  for (const form of forms) {
    for (const [name, { given, file }] of form.fields) {
      const before = values.get(name)?.given ?? [];
      values.set(name, { given: [...new Set([...before, ...given])].slice(0, 30), file });
    }
  }
  values.delete('_once');
  const each = [...values].map(([name, { given, file }]) => {
    const ok = fc.constantFrom(
      ...(given.filter(Boolean).length > 0 ? given : ['Some words', 'x@people.test']),
    );
    const one = file
      ? fc.oneof(hostileFile, hostileText)
      : fc.oneof({ weight: 3, arbitrary: ok }, { weight: 3, arbitrary: hostileText });
    return fc
      .oneof(
        { weight: 8, arbitrary: one.map((value) => [value]) },
        { weight: 1, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(one, { minLength: 2, maxLength: 3 }) },
      )
      .map((several) => several.map((value) => [name, value] as const));
  });
  const unasked = fc.array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom('__proto__', 'constructor', 'id', 'role', 'space_id', '_trap', '_shown'),
        hostileText,
      ),
      hostileText,
    ),
    { maxLength: 2 },
  );
  const all = fc.tuple(fc.tuple(...each), unasked).map(([fields, more]) => [...fields.flat(), ...more]);
  // One bad field among good ones gets further than many.
  const kept = [...values].map(([name, { given }]) => [name, given.find(Boolean) ?? 'Some words'] as const);
  if (kept.length === 0) return all;
  const one = fc
    .tuple(fc.nat(kept.length - 1), hostileText)
    .map(([at, value]) => kept.map(([name, good], n) => [name, n === at ? value : good] as const));
  return fc.oneof(all, one);
}
