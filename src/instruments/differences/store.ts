export * from './store/desk.ts';
export * from './store/reading.ts';
export * from './store/writing.ts';
