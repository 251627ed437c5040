import type { RequestRow } from '../../../mechanisms/request/store.ts';
import type { Entered } from '../routes/door.ts';
import type { Unit } from '../store/units.ts';

/** Everything that the page of a request shows. */
export type RequestView = Entered & {
  units: ReadonlyMap<string, Unit>;
  goal: { title: Record<string, string> } | undefined;
  rating: { step: number; hint: string } | undefined;
  /** What each side last said about others reading it. */
  open: { asker: boolean; unit: boolean };
  /** Until when the contact of the unit is away, if they are today. */
  away: string | undefined;
  /** The writer's thoughts beforehand; undefined for everybody else. */
  thoughts: { complaint: string } | undefined;
  /** Working days until the promised day; negative when it is late; null where no clock runs. */
  daysLeft: number | null;
  /** May they keep it with the account they are signed in with? */
  mayKeep: boolean;
};

/** Whom the request is from, as others see it: the organisation, the group, or the person. */
export function askerOf(
  request: Pick<RequestRow, 'askerOrganisation' | 'askerGroup' | 'askerName'>,
  view: { units: ReadonlyMap<string, Unit> },
  text: (unit: Unit) => string,
): string {
  const organisation = request.askerOrganisation ? view.units.get(request.askerOrganisation) : undefined;
  return organisation ? text(organisation) : request.askerGroup || request.askerName;
}
