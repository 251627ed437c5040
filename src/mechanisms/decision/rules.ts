import type { Ballot, Process, Stance } from './process.ts';
import { exceeds, hasThresholds, reaches, staysBehind, type Thresholds } from './shares.ts';

/**
 * What the voices come to. Pure: who was asked, what each said last, and the conditions that were set beforehand give
 * the outcome, with the reason for it. Counts are heads and exact; shares are compared as whole numbers, never rounded.
 */

/** Who is asked: a person, or an organisation with one voice. `sector` groups them where sectors are looked at. */
export type Voter = { id: string; sector: string };

/**
 * What a voter says. To a proposal: a `stance`. To options: `marks`, by the id of each option: 1 for each that is
 * picked, points, dots, or how well it fits (2 well, 1 if need be).
 */
export type Voice = {
  voter: string;
  stance?: string;
  marks?: Readonly<Record<string, number>>;
  /** Voters who consent that the objection in it is set aside. */
  asideBy?: readonly string[];
};

/** How well an option fits. */
export const fitSteps = [0, 1, 2] as const;

export type Conditions = {
  /** Heads that have to speak, of all who are asked. */
  quorum: number;
  /** Heads that have to speak in each sector; of a smaller one, all. */
  sectorQuorum: number;
  thresholds?: Thresholds;
};

export type SectorCount = {
  sector: string;
  asked: number;
  spoke: number;
  /** Heads that had to speak. */
  needed: number;
  for: number;
  against: number;
};

export type OptionCount = {
  option: string;
  /** Voices that gave it anything. */
  heads: number;
  /** Marks in all. */
  total: number;
  /** Voices that gave it the most there is. */
  full: number;
};

/** Why it came out so. */
export type Reason =
  | 'quorum'
  | 'sector-quorum'
  | 'nobody'
  | 'no-block'
  | 'set-aside'
  | 'blocked'
  | 'everybody'
  | 'not-everybody'
  | 'share'
  | 'no-share'
  | 'threshold'
  | 'sector-threshold'
  | 'lean'
  | 'no-lean'
  | 'most'
  | 'tied'
  | 'proposer'
  | 'seen';

export type Outcome = {
  /** It holds or not; an option was chosen, or several are equal; who proposes decides; or nothing was to be decided. */
  result: 'holds' | 'fails' | 'chosen' | 'open' | 'proposer' | 'seen';
  reason: Reason;
  asked: number;
  spoke: number;
  /** Ids of those who were asked and said nothing. */
  missing: string[];
  quorum: number;
  /** By the key of each stance, in the order of the process. */
  stances: { key: string; heads: number }[];
  sides: { for: number; against: number; aside: number; blocks: number };
  /** The most supported first. */
  options: OptionCount[];
  /** What was chosen; several where they are tied. */
  chosen: string[];
  /** Sectors, in the order in which they are met among the voters. */
  sectors: SectorCount[];
  /** Sectors from which too few spoke, or in which too few were in favour. */
  short: string[];
  /**
   * Ids of those whose objection was set aside by consent of all others; where people decide, of their voices. Older
   * outcomes say nothing of it.
   */
  setAside?: string[];
  /** Where people decide: older programs know none such. */
  voices?: 'people';
  /** What was asked beyond the way to decide, where anything was. */
  thresholds?: Thresholds;
};

/**
 * Counts `voices` (in the order in which they were given: the last one of each voter counts, and those of others who
 * were not asked count for nothing) under a process. `options` are the ids of all that can be chosen.
 */
export function outcomeOf(
  process: Pick<Process, 'ballot' | 'settled'>,
  voters: readonly Voter[],
  voices: readonly Voice[],
  conditions: Conditions,
  options: readonly string[] = [],
): Outcome {
  const last = new Map(voices.map((voice) => [voice.voter, voice]));
  const setAside = voters
    .filter(({ id }) => isObjection(process, last.get(id)) && isSetAside(last.get(id), voters))
    .map(({ id }) => id);
  const spoken = voters.flatMap(({ id }) => last.get(id) ?? []);
  const stances = process.ballot.kind === 'stance' ? process.ballot.stances : [];
  const sectors = sectorsOf(voters, last, stances, conditions.sectorQuorum, setAside);
  const counted = {
    asked: voters.length,
    spoke: spoken.length,
    missing: voters.filter(({ id }) => !last.has(id)).map(({ id }) => id),
    quorum: conditions.quorum,
    stances: stances.map(({ key }) => ({ key, heads: spoken.filter(({ stance }) => stance === key).length })),
    sides: sidesOf(stances, spoken, setAside),
    options: optionsOf(process.ballot, options, spoken),
    sectors,
    ...(setAside.length > 0 && { setAside }),
    ...(hasThresholds(process, conditions.thresholds) && { thresholds: conditions.thresholds! }),
  };
  return { chosen: [], short: [], ...counted, ...settle(process, counted) };
}

type Counted = Omit<Outcome, 'result' | 'reason' | 'chosen' | 'short'>;
type Settlement = Pick<Outcome, 'result' | 'reason'> & Partial<Pick<Outcome, 'chosen' | 'short'>>;

function settle({ ballot, settled }: Pick<Process, 'ballot' | 'settled'>, counted: Counted): Settlement {
  if (settled.by !== 'nothing') {
    if (counted.spoke < counted.quorum) return { result: 'fails', reason: 'quorum' };
    const short = counted.sectors.filter(({ spoke, needed }) => spoke < needed).map(({ sector }) => sector);
    if (short.length > 0) return { result: 'fails', reason: 'sector-quorum', short };
  }
  if (settled.by === 'most') return mostOf(ballot, counted.options);
  const settlement = settleBy(settled, counted);
  return settlement.result === 'holds' ? (missed(counted) ?? settlement) : settlement;
}

function settleBy(
  settled: Exclude<Process['settled'], { by: 'most' }>,
  { sides, asked, spoke, setAside }: Counted,
): Settlement {
  const holds = (does: boolean, yes: Reason, no: Reason): Settlement => ({
    result: does ? 'holds' : 'fails',
    reason: does ? yes : no,
  });
  if (settled.by === 'nothing') return { result: 'seen', reason: 'seen' };
  if (settled.by === 'proposer') return { result: 'proposer', reason: 'proposer' };
  if (spoke === 0 || sides.for === 0)
    return { result: 'fails', reason: sides.blocks > 0 ? 'blocked' : 'nobody' };
  if (settled.by === 'everybody')
    return holds(spoke === asked && sides.against + sides.blocks === 0, 'everybody', 'not-everybody');
  if (sides.blocks > 0) return { result: 'fails', reason: 'blocked' };
  if (settled.by === 'no-block') return { result: 'holds', reason: setAside ? 'set-aside' : 'no-block' };
  if (settled.by === 'lean') return holds(sides.for > sides.against, 'lean', 'no-lean');
  const all = sides.for + sides.against;
  return holds(
    settled.exactly ? reaches(sides.for, all, settled.share) : exceeds(sides.for, all, settled.share),
    'share',
    'no-share',
  );
}

/** Where too few are in favour although it would hold: of all, or in some sectors. */
function missed({ sides, sectors, thresholds }: Counted): Settlement | undefined {
  const { overall, sector } = thresholds ?? {};
  if (overall && staysBehind({ for: sides.for, against: sides.against + sides.blocks }, overall))
    return { result: 'fails', reason: 'threshold' };
  const short = sector ? sectors.filter((one) => staysBehind(one, sector)).map((one) => one.sector) : [];
  return short.length > 0 ? { result: 'fails', reason: 'sector-threshold', short } : undefined;
}

function mostOf(ballot: Ballot, options: readonly OptionCount[]): Settlement {
  const [first] = options;
  if (!first || first.total === 0) return { result: 'fails', reason: 'nobody' };
  const chosen = options.filter((one) => behind(ballot, first, one) === 0).map(({ option }) => option);
  return chosen.length > 1
    ? { result: 'open', reason: 'tied', chosen }
    : { result: 'chosen', reason: 'most', chosen };
}

/** What keeps a consent from holding. Other ways to decide know vetoes that nobody sets aside. */
export function isObjection(
  { ballot, settled }: Pick<Process, 'ballot' | 'settled'>,
  voice: { stance?: string | null | undefined } | undefined,
): boolean {
  return (
    settled.by === 'no-block' &&
    ballot.kind === 'stance' &&
    ballot.stances.some(({ key, counts }) => key === voice?.stance && counts === 'blocks')
  );
}

/** An objection that all others consent to set aside is heard, and keeps nothing from holding. Alone nobody can. */
export function isSetAside(voice: Voice | undefined, voters: readonly { id: string }[]): boolean {
  const others = voters.filter(({ id }) => id !== voice?.voter);
  return others.length > 0 && others.every(({ id }) => voice?.asideBy?.includes(id));
}

function sidesOf(
  stances: readonly Stance[],
  spoken: readonly Voice[],
  setAside: readonly string[],
): Outcome['sides'] {
  const sides = { for: 0, against: 0, aside: 0, blocks: 0 };
  for (const { stance, voter } of spoken) {
    const said = stances.find(({ key }) => key === stance);
    if (said) sides[setAside.includes(voter) ? 'aside' : said.counts] += 1;
  }
  return sides;
}

function sectorsOf(
  voters: readonly Voter[],
  last: ReadonlyMap<string, Voice>,
  stances: readonly Stance[],
  quorum: number,
  setAside: readonly string[],
): SectorCount[] {
  return [...Map.groupBy(voters, ({ sector }) => sector)].map(([sector, those]) => {
    const spoken = those.flatMap(({ id }) => last.get(id) ?? []);
    const sides = sidesOf(stances, spoken, setAside);
    const needed = Math.min(quorum, those.length);
    return {
      ...{ sector, asked: those.length, spoke: spoken.length, needed },
      ...{ for: sides.for, against: sides.against + sides.blocks },
    };
  });
}

/** Most of a mark that one voice can give. */
function fullMark(ballot: Ballot): number {
  if (ballot.kind === 'score') return ballot.to;
  if (ballot.kind === 'dots') return ballot.dots;
  return ballot.kind === 'fits' ? 2 : 1;
}

function optionsOf(ballot: Ballot, options: readonly string[], spoken: readonly Voice[]): OptionCount[] {
  if (ballot.kind === 'stance') return [];
  const full = fullMark(ballot);
  return options
    .map((option): OptionCount => {
      const marks = spoken.map((voice) => markIn(ballot, voice, option));
      return {
        option,
        heads: marks.filter((mark) => mark > 0).length,
        total: marks.reduce((sum, mark) => sum + mark, 0),
        full: marks.filter((mark) => mark === full).length,
      };
    })
    .sort((a, b) => behind(ballot, a, b));
}

/** What a voice gives to an option: nothing where it gives more than there is, however it came to be kept. */
function markIn(ballot: Ballot, { marks = {} }: Voice, option: string): number {
  const mark = marks[option] ?? 0;
  const most = fullMark(ballot);
  const given = Object.values(marks).reduce((sum, one) => sum + one, 0);
  return mark > most || mark < 0 || (ballot.kind === 'dots' && given > most) ? 0 : mark;
}

/**
 * By how much `a` stays behind `b`, for sorting. Marks decide, and not the heads that they come from; but where it is
 * asked what fits, for how many at all it does comes before how well.
 */
function behind(ballot: Ballot, a: OptionCount, b: OptionCount): number {
  return (ballot.kind === 'fits' ? b.heads - a.heads : 0) || b.total - a.total;
}

/** Whether it is done, as far as the count says; null where somebody still has to say so. */
export function holdsBy({ result }: Pick<Outcome, 'result'>): boolean | null {
  if (result === 'proposer' || result === 'open') return null;
  return result === 'holds' || result === 'chosen';
}
