/** Whoever contributes writes down who holds what; who looks on reads. */
export function mayWrite({ contributes }: { contributes: boolean }): boolean {
  return contributes;
}
