export * from './store/comments.ts';
export * from './store/reading.ts';
export * from './store/writing.ts';
