/** Whoever contributes proposes a trial, and asks all to look back at it; who looks on reads. */
export function mayTry({ contributes }: { contributes: boolean }): boolean {
  return contributes;
}
