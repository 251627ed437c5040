export * from './store/reading.ts';
export * from './store/week.ts';
export * from './store/writing.ts';
