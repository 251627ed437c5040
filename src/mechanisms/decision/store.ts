export * from './store/asides.ts';
export * from './store/handing.ts';
export * from './store/reading.ts';
export * from './store/reopening.ts';
export * from './store/voters.ts';
export * from './store/waiting.ts';
export * from './store/writing.ts';
