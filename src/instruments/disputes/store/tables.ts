import type { Generated } from 'kysely';
import type { RecordedHow } from '../../../mechanisms/sealed-round/rules.ts';
import type { GuardedByDefault } from '../../../platform/database/tables.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { About, End, Fairness, Place, Step } from '../rules.ts';

export type OfferKind = 'settle' | 'time' | 'helper';
export type EntryKind =
  | ('raised' | 'noted' | 'moved' | 'ran-out' | 'offered' | 'agreed' | 'declined')
  | ('extended' | 'named' | 'put' | 'undecided' | 'ended' | 'looked');

type Said = GuardedByDefault & { locale: Locale; by_person: string | null; at: Generated<Date> };
type Recorded = { recorded_how: RecordedHow | null; recorded_on: string | null };

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    dispute: Said & {
      title: string;
      about: About;
      decision_id: string | null;
      happened: string;
      wants: string;
      by_partner: string;
    };
    dispute_side: GuardedByDefault & { dispute_id: string; partner_id: string };
    dispute_offer: Said & {
      dispute_id: string;
      kind: OfferKind;
      step: Step;
      text: string;
      review_on: string | null;
      until: Date | null;
      helper_person: string | null;
      helper_name: Generated<string>;
      by_partner: string;
    };
    dispute_entry: Said &
      Recorded & {
        dispute_id: string;
        number: number;
        kind: EntryKind;
        step: Place;
        due_at: Date | null;
        how: End | null;
        offer_id: string | null;
        decision_id: string | null;
        partner_id: string | null;
        text: Generated<string>;
        day: string | null;
        review_on: string | null;
      };
    dispute_view: Said & { entry_id: string; partner_id: string; text: string };
    dispute_rating: GuardedByDefault &
      Recorded & {
        dispute_id: string;
        partner_id: string;
        fair: Fairness;
        by_person: string | null;
        at: Generated<Date>;
      };
    dispute_clock: GuardedByDefault & {
      raised: number;
      direct: number;
      facilitated: number;
      mediator: number;
      decision: number;
      by_person: string | null;
      at: Generated<Date>;
    };
  }
}
