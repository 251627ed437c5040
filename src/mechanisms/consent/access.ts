type Inside = { facilitates: boolean; contributes: boolean };

/** Whoever contributes puts something to all; who only looks on reads. */
export function mayPropose({ contributes }: Inside): boolean {
  return contributes;
}

/** Who proposed something, as long as they contribute, and who facilitates. `person` is the reader's id, if they have one. */
export function mayTakeBack(
  person: string | undefined,
  inside: Inside,
  { byPerson }: { byPerson: string | null },
): boolean {
  return inside.facilitates || (inside.contributes && byPerson !== null && byPerson === person);
}
