import type { Scope } from '../../platform/scope.ts';

type Decided = {
  person: string;
  checked_by: string | null;
  agreed_at: Date | null;
  closed_at: Date | null;
  /** Whether the reader administered the city already when it was asked. */
  decides: boolean;
};

/**
 * What somebody may do about a lost second factor: one administrator makes sure, another one says yes. Nobody does both,
 * and nobody does anything about their own. Whoever came into office since it was asked decides nothing.
 */
export function maySettle(
  scope: Scope,
  loss: Decided,
): { checks: boolean; agrees: boolean; declines: boolean } {
  const me = scope.person?.id;
  const open = loss.agreed_at === null && loss.closed_at === null;
  const decides = scope.administers && loss.decides && open && loss.person !== me;
  return {
    checks: decides && loss.checked_by === null,
    agrees: decides && loss.checked_by !== null && loss.checked_by !== me,
    declines: decides,
  };
}
