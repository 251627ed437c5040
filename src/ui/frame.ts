import type { PageFrame } from '../platform/http/frame.ts';

export type { PageFrame, Told } from '../platform/http/frame.ts';
export type NavItem = PageFrame['nav'][number];
