export * from './store/reading.ts';
export * from './store/waiting.ts';
export * from './store/writing.ts';
