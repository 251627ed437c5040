export * from './store/reading.ts';
export * from './store/writing.ts';
