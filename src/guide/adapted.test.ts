import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GuideChange } from '../platform/city.ts';
import { decided, differencesIn, guideOf, isBehind, partsOf, saidByGuide } from './adapted.ts';
import { elements, findElement } from './elements.ts';
import { guideIn } from './guide.ts';

const vision = findElement('vision')!;
const change = (part: string, text: string, more: Partial<GuideChange> = {}): GuideChange => ({
  element: 'vision',
  locale: 'en',
  part,
  text,
  base: saidByGuide(vision, part, 'en'),
  ...more,
});

describe('the guide as a city says it', () => {
  it('is the guide itself where the city says nothing else', () => {
    expect(guideOf({ guide: [] }, 'en')).toBe(guideIn('en'));
    const other = guideOf({ guide: [change('name', 'Unser Ziel', { locale: 'de' })] }, 'en');
    expect(other).toEqual(guideIn('en'));
  });

  it('says each part that was changed otherwise, and every other one as the guide does', () => {
    const city = {
      guide: [
        change('name', 'Where we want to go'),
        change('do', 'Meet.\nWrite it down.'),
        change('V2', 'What else could it be?'),
        change('V4', ''),
        change('own', 'Who pays?\nWho cleans up?'),
      ],
    };
    const { vision: ours, history } = guideOf(city, 'en').elements;
    const { vision: theirs } = guideIn('en').elements;
    expect(ours).toEqual({
      ...theirs,
      name: 'Where we want to go',
      do: ['Meet.', 'Write it down.'],
      questions: {
        V1: theirs.questions.V1,
        V2: 'What else could it be?',
        V3: theirs.questions.V3,
        V5: theirs.questions.V5,
        'own-1': 'Who pays?',
        'own-2': 'Who cleans up?',
      },
    });
    expect(history).toEqual(guideIn('en').elements.history);
    expect(differencesIn(city, vision, 'en').map(({ part }) => part)).toEqual([
      'name',
      'do',
      'V2',
      'V4',
      'own',
    ]);
  });

  it('knows what the guide has changed since', () => {
    const [before, today] = [change('why', 'Ours', { base: 'What it said before.' }), change('why', 'Ours')];
    expect(differencesIn({ guide: [before] }, vision, 'en').map(isBehind)).toEqual([true]);
    expect(differencesIn({ guide: [today] }, vision, 'en').map(isBehind)).toEqual([false]);
  });
});

describe('what becomes of a part', () => {
  const now = 'The guide';
  const own = { text: 'Ours', base: 'The old guide' };
  const plain = { isQuestion: false, now, own: undefined };

  it('is written down once it differs, against the guide of today', () => {
    expect(decided(plain, 'The guide', 'later')).toBeUndefined();
    expect(decided(plain, 'Ours', 'later')).toEqual({ text: 'Ours', base: now });
    expect(decided({ ...plain, own }, 'Better', 'later')).toEqual({ text: 'Better', base: now });
  });

  it('goes back to the guide when it is emptied or says the same; an emptied question is left out', () => {
    expect(decided({ ...plain, own }, '', 'later')).toEqual({ text: null, base: now });
    expect(decided({ ...plain, own }, 'The guide', 'later')).toEqual({ text: null, base: now });
    expect(decided(plain, '', 'later')).toBeUndefined();
    expect(decided({ ...plain, isQuestion: true }, '', 'later')).toEqual({ text: '', base: now });
  });

  it('waits where the guide has changed, until somebody decides', () => {
    const behind = { ...plain, own };
    expect(decided(behind, 'Ours', 'later')).toBeUndefined();
    expect(decided(behind, 'Ours', 'ours')).toEqual({ text: 'Ours', base: now });
    expect(decided(behind, 'Ours', 'taken')).toEqual({ text: null, base: now });
    expect(decided({ ...plain, own: { text: 'Ours', base: now } }, 'Ours', 'ours')).toBeUndefined();
  });

  it('is never behind the guide after a decision, and says what was typed unless the guide was taken', () => {
    const texts = fc.constantFrom('', 'Ours', 'The guide', 'Theirs');
    const kept = fc.option(fc.record({ text: texts, base: texts }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.boolean(),
        kept,
        texts,
        fc.constantFrom('ours', 'taken'),
        (isQuestion, stands, typed, how) => {
          const said = decided({ isQuestion, now, own: stands }, typed, how as 'ours');
          const after = said ?? stands ?? { text: null, base: now };
          const reads = after.text ?? now;
          if (how === 'ours') expect(reads).toBe(typed === '' && !isQuestion ? now : typed);
          else expect(reads).toBe(stands && !said ? stands.text : now);
          if (after.text !== null && said) expect(after.base).toBe(now);
        },
      ),
    );
  });
});

it('has a text of the guide for each part of each element', () => {
  for (const element of elements)
    for (const part of partsOf(element).filter((one) => one !== 'own'))
      expect(saidByGuide(element, part, 'nl').length, `${element.id} ${part}`).toBeGreaterThan(2);
});
