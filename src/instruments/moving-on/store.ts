export * from './store/archive.ts';
export * from './store/items.ts';
export * from './store/words.ts';
