export * from './store/statements.ts';
export * from './store/trials.ts';
