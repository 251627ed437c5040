/** What stands on a card, in this order. */
export const parts = ['expertise', 'networks', 'capacity', 'evidence'] as const;
export type Part = (typeof parts)[number];

/** Who reads a card: its own people, one department besides, or everybody. */
export const showings = ['space', 'counterparts', 'public'] as const;
export type Showing = (typeof showings)[number];
