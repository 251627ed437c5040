export * from './store/asides.ts';
export * from './store/fallbacks.ts';
export * from './store/promises.ts';
export * from './store/reading.ts';
export * from './store/reopening.ts';
export * from './store/stages.ts';
export * from './store/waiting.ts';
export * from './store/writing.ts';
