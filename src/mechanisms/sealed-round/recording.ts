import { Refusal, refuseAll } from '../../platform/http/problems.ts';
import { readDay } from '../../platform/i18n/dates.ts';
import type { Recording } from './answers.ts';
import type { RecordedHow } from './rules.ts';

/** What a form says about it, as it was typed. */
export type Told = { how?: RecordedHow | undefined; on: string };

/**
 * How and when somebody was told what they write down for a partner without people; the day as YYYY-MM-DD, one that has
 * come by `today` (likewise). Throws the Refusals `how.wanted` and `on.wanted`, each at its field, both if both are wrong.
 */
export function recordingOf({ how, on }: Told, today: string): Recording {
  const day = readDay(on, today);
  refuseAll([
    ...(how ? [] : [new Refusal('how.wanted', 'how')]),
    ...(day && day <= today ? [] : [new Refusal('on.wanted', 'on')]),
  ]);
  return { how: how!, on: day! };
}
