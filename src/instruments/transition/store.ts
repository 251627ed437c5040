export * from './store/checks.ts';
export * from './store/milestones.ts';
export * from './store/steps.ts';
