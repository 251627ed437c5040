export * from './store/choosing.ts';
export * from './store/roles.ts';
