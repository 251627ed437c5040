export * from './store/checks.ts';
export * from './store/milestones.ts';
