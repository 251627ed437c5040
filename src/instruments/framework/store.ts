export * from './store/noting.ts';
export * from './store/register.ts';
