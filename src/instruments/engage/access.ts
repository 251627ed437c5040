/** Whoever contributes decides what is done about a group, takes it off the map and puts it back; who looks on reads. */
export function mayDecide({ contributes }: { contributes: boolean }): boolean {
  return contributes;
}
