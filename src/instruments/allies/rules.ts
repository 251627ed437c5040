/** How open somebody is, from what they have said and done. */
export const opennesses = ['unknown', 'reluctant', 'curious', 'open', 'ally'] as const;
export type Openness = (typeof opennesses)[number];

/** Open enough to be a way in. */
const waysIn: readonly Openness[] = ['open', 'ally'];

/** With a single department, everything ends when one person leaves (source B; instrument row 15). */
export const enoughDepartments = 2;

export type Place = { openness: Openness; department: string | null };

export type Resilience = {
  /** Departments in which somebody is open. */
  departments: number;
  /** People who are open, wherever they work. */
  people: number;
  /** Departments in which it hangs on one person. */
  single: number;
  resilient: boolean;
};

/**
 * How well a group's ways into the city would survive a change of personnel: departments with somebody
 * open count, not people; resilient from two departments up. `department` names the place where
 * somebody works, whatever the name is; people whose place is not known count as people only.
 */
export function resilienceOf(people: readonly Place[]): Resilience {
  const open = people.filter(({ openness }) => waysIn.includes(openness));
  const byDepartment = new Map<string, number>();
  for (const { department } of open) {
    if (department) byDepartment.set(department, (byDepartment.get(department) ?? 0) + 1);
  }
  return {
    departments: byDepartment.size,
    people: open.length,
    single: [...byDepartment.values()].filter((many) => many === 1).length,
    resilient: byDepartment.size >= enoughDepartments,
  };
}

/** The next rung: the first ask that is not done. Small asks stand first, so nothing is skipped. */
export function nextAsk<Ask extends { done_at: Date | null }>(ladder: readonly Ask[]): Ask | undefined {
  return ladder.find((ask) => !ask.done_at);
}
