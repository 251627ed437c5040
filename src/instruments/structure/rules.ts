import { z } from 'zod';
import type { Part } from '../../mechanisms/same-questions/room.ts';
import type { Content, Question } from '../../mechanisms/sealed-round/rules.ts';
import type { Sector } from '../../ui/org-chip.tsx';

/** The kind of its rounds and of its texts, and the last part of its address. */
export const ownKind = 'structure';

/** What is asked about a partnership: who … */
export const roles = ['lead', 'own', 'pay', 'expertise', 'risk'] as const;
export type Role = (typeof roles)[number];
export const whos = ['business', 'public', 'community', 'together', 'unknown'] as const;
export type Who = (typeof whos)[number];
/** … and for how long. */
export const spans = ['year', 'three', 'ten', 'longer', 'unknown'] as const;
export type Span = (typeof spans)[number];
export const aspects = [...roles, 'long'] as const;
export type Aspect = (typeof aspects)[number];

/** The four common structures of the toolkit for circular cities (row 20). Most partnerships mix them. */
export const structures = ['private', 'public-private', 'public-community', 'joint'] as const;
export type Structure = (typeof structures)[number];

type Fits<Answer extends string> = Partial<Record<Answer, 1 | 2>>;

/**
 * What each structure is made for (2), and what it can still do with (1); nothing stands for what it is not. Who leads,
 * owns and works for whom follows the toolkit: private companies lead and provide, and the city promises to use it
 * long; the city owns and private partners build and run it for money or in kind; the city leads and offices and
 * non-profits provide services; all invest and own together. Of risk and time the toolkit says little: risk is set
 * with who owns and pays, and time longer where somebody has to earn back what they built.
 */
export const fits: Readonly<Record<Structure, Record<Role, Fits<Who>> & { long: Fits<Span> }>> = {
  private: {
    lead: { business: 2, together: 1 },
    own: { business: 2, together: 1 },
    pay: { business: 2, together: 1 },
    expertise: { business: 2, together: 1 },
    risk: { business: 2, together: 1 },
    long: { ten: 2, longer: 2, three: 1 },
  },
  'public-private': {
    lead: { public: 2, together: 1 },
    own: { public: 2, together: 1 },
    pay: { public: 2, together: 2, business: 1 },
    expertise: { business: 2, together: 1 },
    risk: { public: 2, together: 1, business: 1 },
    long: { three: 2, ten: 2, year: 1, longer: 1 },
  },
  'public-community': {
    lead: { public: 2, together: 1 },
    own: { public: 2, together: 1, community: 1 },
    pay: { public: 2, together: 1 },
    expertise: { community: 2, together: 1 },
    risk: { public: 2, together: 1 },
    long: { year: 2, three: 2, ten: 1 },
  },
  joint: {
    lead: { together: 2 },
    own: { together: 2 },
    pay: { together: 2 },
    expertise: { together: 2 },
    risk: { together: 2 },
    long: { ten: 2, longer: 2, three: 1 },
  },
};

type QuestionWords =
  | `part.${'roles' | 'time'}`
  | `part.${'roles' | 'time'}.about`
  | `ask.${Aspect}`
  | `why.${Role}`
  | `who.${Who}`
  | `long.${Span}`
  | 'else';

/** What each partner is asked, in somebody's words: who does what, and for how long. What is kept of an answer is the same in all languages. */
export function partsIn(say: (key: QuestionWords) => string): Part[] {
  return [
    {
      title: say('part.roles'),
      about: say('part.roles.about'),
      questions: roles.flatMap((role): Question[] => [
        {
          key: role,
          kind: 'choice',
          text: say(`ask.${role}`),
          options: whos.map((who) => say(`who.${who}`)),
        },
        { key: `${role}-why`, kind: 'text', text: say(`why.${role}`), optional: true },
      ]),
    },
    {
      title: say('part.time'),
      about: say('part.time.about'),
      questions: [
        {
          key: 'long',
          kind: 'choice',
          text: say('ask.long'),
          options: spans.map((span) => say(`long.${span}`)),
        },
        { key: 'else', kind: 'text', text: say('else'), optional: true },
      ],
    },
  ];
}

/** An answer of a partner, as far as it is counted. */
export type Counted = { partner: string; content: Content };

/** What was answered about an aspect: answers keep the number of the option, from 0. Undefined where nothing was. */
export function answerTo(content: Content, aspect: Aspect): Who | Span | undefined {
  const chosen = content[aspect];
  if (chosen === undefined || chosen === '') return undefined;
  return aspect === 'long' ? spans[Number(chosen)] : whos[Number(chosen)];
}

export type Saying = { aspect: Aspect; said: { answer: Who | Span; partners: string[] }[] };

/** Who is for what: for each aspect the answers that were given, in their fixed order, with who gave them. */
export function whoIsForWhat(answers: readonly Counted[]): Saying[] {
  return aspects.map((aspect) => ({
    aspect,
    said: (aspect === 'long' ? spans : whos)
      .map((answer) => ({
        answer,
        partners: answers
          .filter(({ content }) => answerTo(content, aspect) === answer)
          .map(({ partner }) => partner),
      }))
      .filter(({ partners }) => partners.length > 0),
  }));
}

export type Fit = { points: number; most: number };
export type StructureFit = Fit & { structure: Structure; partners: (Fit & { partner: string })[] };

/** How far one answer fits a structure: of two points for each aspect that the partner could say something about. */
function fitOf(structure: Structure, content: Content): Fit {
  const said = aspects.flatMap((aspect) => {
    const answer = answerTo(content, aspect);
    return answer === undefined || answer === 'unknown' ? [] : [{ aspect, answer }];
  });
  const points = said.map(({ aspect, answer }) => (fits[structure][aspect] as Fits<string>)[answer] ?? 0);
  return { points: points.reduce<number>((sum, one) => sum + one, 0), most: 2 * said.length };
}

/**
 * How far the answers of all partners fit each structure: two points for each answer that it is made for, one where it
 * can still do with it, none else. Who cannot say is not counted, neither in `points` nor in `most`. Each partner
 * counts the same. Structures stand in their fixed order, not in that of their points: this is to be talked about, and
 * chooses nothing.
 */
export function fitsOf(answers: readonly Counted[]): StructureFit[] {
  return structures.map((structure) => {
    const partners = answers.map(({ partner, content }) => ({ partner, ...fitOf(structure, content) }));
    const sum = (what: 'points' | 'most') => partners.reduce((all, one) => all + one[what], 0);
    return { structure, points: sum('points'), most: sum('most'), partners };
  });
}

/** The answers that a structure is made for, by `fits`; those that it can only do with are left out. */
export function madeFor(structure: Structure, aspect: Aspect): (Who | Span)[] {
  return Object.entries(fits[structure][aspect])
    .filter(([, points]) => points === 2)
    .map(([answer]) => answer as Who | Span);
}

/** The same of several structures in words, each answer once: "Businesses / Several of them together". */
export function madeForIn(
  say: (key: `who.${Who}` | `long.${Span}`) => string,
  chosen: readonly Structure[],
  aspect: Aspect,
): string {
  const answers = new Set(chosen.flatMap((structure) => madeFor(structure, aspect)));
  const list: readonly (Who | Span)[] = aspect === 'long' ? spans : whos;
  return list
    .filter((answer) => answers.has(answer))
    .map((answer) => say(aspect === 'long' ? `long.${answer as Span}` : `who.${answer as Who}`))
    .join(' / ');
}

/** Whose part a partner has in a structure: what is neither public nor a business works beside people. */
export const groups = ['public', 'business', 'community'] as const;
export type Group = (typeof groups)[number];
/** Universities and schools work beside people as groups of them do. */
export function groupOf(sector: Sector): Group {
  return sector === 'knowledge' ? 'community' : sector;
}

const paragraph = z.string().trim().max(4000, 'text.long').default('');

/** The name of the field that says what a choice means for a partner. */
export const meaningFor = (partner: string) => `for-${partner}`;

/**
 * Choosing: one structure, or several with what is taken from which (`mix`, else empty); reasons; and in `meanings`, by
 * the ids of `partners`, what it means for each, or ''.
 */
export function choiceForm(partners: readonly string[]) {
  return z
    .object({
      chosen: z
        .union([z.string(), z.array(z.string())])
        .optional()
        .transform((value) => structures.filter((one) => [value ?? []].flat().includes(one))),
      mix: paragraph,
      reasons: paragraph,
      ...Object.fromEntries(partners.map((partner) => [meaningFor(partner), paragraph])),
    })
    .transform(({ chosen, mix, reasons, ...rest }, context) => {
      // All at once, in the order of the fields.
      const complain = (field: string, message: string) =>
        context.addIssue({ code: 'custom', message, path: [field] });
      if (chosen.length === 0) complain('chosen', 'chosen.wanted');
      if (chosen.length > 1 && mix === '') complain('mix', 'mix.wanted');
      if (reasons === '') complain('reasons', 'reasons.wanted');
      return {
        chosen,
        mix: chosen.length > 1 ? mix : '',
        reasons,
        meanings: new Map(
          partners.map((partner) => [partner, (rest as Record<string, string>)[meaningFor(partner)] ?? '']),
        ),
      };
    });
}
export type Choice = z.output<ReturnType<typeof choiceForm>>;
