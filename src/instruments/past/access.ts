/** An attempt belongs to the partner that added it; who facilitates looks after all of them. */
export function mayChange(
  inside: { contributes: boolean; facilitates: boolean; mine: { id: string } | undefined },
  attempt: { partner: string | null },
): boolean {
  return (
    inside.facilitates ||
    (inside.contributes && inside.mine !== undefined && inside.mine.id === attempt.partner)
  );
}

/** Whoever contributes adds one, for the partner that they speak for; who facilitates also for none. */
export function mayAdd(inside: {
  contributes: boolean;
  facilitates: boolean;
  mine: { joinedAt: Date | null } | undefined;
}): boolean {
  return inside.facilitates || (inside.contributes && Boolean(inside.mine?.joinedAt));
}
