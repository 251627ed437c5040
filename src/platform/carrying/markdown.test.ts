import { describe, expect, it } from 'vitest';
import { facts, inline, labelled, list, page, written } from './markdown.ts';

describe('what people wrote', () => {
  it('is one line, also where it would begin a list', () => {
    expect(inline(' a\n*b* ')).toBe('a \\*b\\*');
    expect(list([inline('1. March'), inline('- minus'), inline('2 pots')])).toBe(
      '- 1\\. March\n- \\- minus\n- 2 pots',
    );
  });

  it('keeps its lines and paragraphs', () => {
    expect(written('one\n1. two\n\n\n# three\n')).toBe('one  \n1\\. two\n\n\\# three');
  });

  it('stands behind what it answers, and is left out where nobody wrote anything', () => {
    expect(labelled('Purpose', '1. June\n1. July\n\nlater')).toBe(
      '**Purpose:** 1. June  \n1\\. July\n\nlater',
    );
    expect(labelled('What for?', '*all*')).toBe('**What for?** \\*all\\*');
    expect(labelled('Takes:', 'time')).toBe('**Takes:** time');
    expect(labelled('Purpose', ' \n')).toBeUndefined();
  });
});

it('a page and its facts leave out what is empty', () => {
  expect(facts('Anna', null, '', false, 'until May')).toBe('Anna · until May');
  expect(page('# A', undefined, facts(), list([]), 'b')).toBe('# A\n\nb\n');
});
