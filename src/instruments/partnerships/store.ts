export * from './store/beginning.ts';
export * from './store/called.ts';
export * from './store/indexing.ts';
export * from './store/inviting.ts';
export * from './store/other-side.ts';
export * from './store/parts.ts';
export * from './store/people.ts';
export * from './store/reading.ts';
