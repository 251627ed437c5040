import { strangerAsks } from './stranger-asks.ts';

strangerAsks({});
