/** The phases of a partnership, in their order. None is closed for good: going back is normal. */
export const phases = ['prepare', 'design', 'deliver', 'learn'] as const;
export type Phase = (typeof phases)[number];

/** Works that an element is drawn from; the page of sources names them in full. */
export const works = ['toolkit', 'intersector', 'toolbook'] as const;
export type Work = (typeof works)[number];

type Shape = { phase: Phase; letter: string; questions: number; from: readonly Work[] };

const toolkit: readonly Work[] = ['toolkit', 'intersector'];

const shapes = {
  partners: { phase: 'prepare', letter: 'W', questions: 5, from: ['intersector'] },
  history: { phase: 'prepare', letter: 'H', questions: 5, from: ['intersector'] },
  vision: { phase: 'prepare', letter: 'V', questions: 5, from: toolkit },
  resources: { phase: 'prepare', letter: 'R', questions: 4, from: toolkit },
  openness: { phase: 'design', letter: 'O', questions: 6, from: toolkit },
  facts: { phase: 'design', letter: 'F', questions: 4, from: toolkit },
  measures: { phase: 'design', letter: 'M', questions: 4, from: toolkit },
  data: { phase: 'design', letter: 'D', questions: 4, from: toolkit },
  authority: { phase: 'design', letter: 'S', questions: 5, from: toolkit },
  governance: { phase: 'design', letter: 'G', questions: 7, from: toolkit },
  manager: { phase: 'deliver', letter: 'N', questions: 5, from: toolkit },
  interdependence: { phase: 'deliver', letter: 'I', questions: 4, from: toolkit },
  commitments: { phase: 'deliver', letter: 'C', questions: 8, from: toolkit },
  progress: { phase: 'deliver', letter: 'P', questions: 5, from: toolkit },
  champions: { phase: 'deliver', letter: 'X', questions: 5, from: toolkit },
  evaluation: { phase: 'learn', letter: 'E', questions: 2, from: toolkit },
  story: { phase: 'learn', letter: 'T', questions: 6, from: toolkit },
  'moving-on': { phase: 'learn', letter: 'L', questions: 5, from: ['toolbook'] },
} as const satisfies Record<string, Shape>;

export type ElementId = keyof typeof shapes;

/** One step of the method. `codes` are those of its guiding questions, in their order. */
export type Element = { id: ElementId; phase: Phase; codes: readonly string[]; from: readonly Work[] };

/** All elements in the order in which they are proposed. */
export const elements: readonly Element[] = Object.entries(shapes).map(
  ([id, { phase, letter, questions, from }]) => ({
    id: id as ElementId,
    phase,
    codes: Array.from({ length: questions }, (_, n) => `${letter}${n + 1}`),
    from,
  }),
);

export const elementIds = Object.keys(shapes) as [ElementId, ...ElementId[]];

export function findElement(id: string): Element | undefined {
  return elements.find((element) => element.id === id);
}
