export * from './store/decided.ts';
export * from './store/indexing.ts';
export * from './store/inside.ts';
export * from './store/shown.ts';
export * from './store/writing.ts';
