/** For whom the method was written (source A, introduction), and whoever is none of these: they live here. */
export const audiences = [
  'resident',
  'official',
  'planner',
  'group',
  'innovator',
  'anchor',
  'educator',
] as const;
export type Audience = (typeof audiences)[number];

/** What each of them does first: three pages, in this order. Their words are messages, `official.1` and so on. */
export const firstTasks: Readonly<Record<Audience, readonly [string, string, string]>> = {
  resident: ['/who-does-what', '/complaints/turn', '/organisations?kind=community'],
  official: ['/who-does-what', '/desk', '/goals'],
  planner: ['/goals', '/organisations?kind=community', '/who-does-what'],
  group: ['/who-does-what', '/registration?kind=community', '/briefs/new'],
  innovator: ['/goals', '/registration?kind=business', '/briefs/new'],
  anchor: ['/registration', '/goals', '/organisations'],
  educator: ['/organisations?kind=community', '/registration?kind=school', '/briefs/new'],
};
