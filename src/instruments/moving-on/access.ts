type Inside = {
  mine: { joinedAt: Date | null } | undefined;
  facilitates: boolean;
  contributes: boolean;
};

/** Thanks come from a partner that has joined, by any of its people, and from who facilitates. */
export function mayThank({ mine, facilitates, contributes }: Inside): boolean {
  return facilitates || (contributes && Boolean(mine?.joinedAt));
}

/** Who facilitates ends the partnership, whatever is still open. */
export function mayEnd({ facilitates }: Inside): boolean {
  return facilitates;
}
