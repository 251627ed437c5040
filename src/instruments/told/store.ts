export * from './store/asked.ts';
export * from './store/choosing.ts';
export * from './store/marking.ts';
export * from './store/telling.ts';
