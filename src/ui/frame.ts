import type { PageFrame } from '../platform/http/frame.ts';

export type { PageFrame } from '../platform/http/frame.ts';
export type NavItem = PageFrame['nav'][number];
