import { z } from 'zod';
import { linesOf, longest, ownQuestions, partsOf } from '../../guide/adapted.ts';
import type { Element } from '../../guide/elements.ts';

/** Lines at most: steps of what to do, and questions of the city's own. */
export const mostLines = 8;

export const isQuestion = ({ codes }: Pick<Element, 'codes'>, part: string) => codes.includes(part);
/** Parts that are several lines, each a sentence of its own. */
export const isList = (part: string) => part === 'do' || part === ownQuestions;

/** The names of the two fields of a part: its words, and what is done about them where the guide has changed. */
export const textField = (part: string) => `text-${part}`;
export const sinceField = (part: string) => `since-${part}`;

const line = z
  .string()
  .default('')
  .transform((typed) => typed.trim().replace(/\s+/g, ' '));

const lines = z
  .string()
  .default('')
  .transform((typed) => linesOf(typed))
  .pipe(z.array(z.string().max(longest.do, 'text.long')).max(mostLines, 'lines.many'))
  .transform((read) => read.join('\n'));

/** What an element says in one language, part by part. Errors name the field of the part. */
export function adaptForm(element: Element) {
  return z.object(
    Object.fromEntries(
      partsOf(element).flatMap((part): [string, z.ZodType<string>][] => {
        const most = isQuestion(element, part) ? longest.question : longest[part as keyof typeof longest];
        return [
          [textField(part), isList(part) ? lines : line.pipe(z.string().max(most, 'text.long'))],
          [sinceField(part), z.enum(['later', 'ours', 'taken']).catch('later')],
        ];
      }),
    ),
  );
}
