import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { askedDesk } from '../rounds/actions/asked-desk.ts';
import { words } from './messages/index.ts';
import { ownKind } from './rules.ts';

export function deskItems(reader: Reader, tx: Tx): Promise<DeskItem[]> {
  const what = words(reader.locale)('hurt.word');
  return askedDesk(reader, tx, { kind: ownKind, what, path: 'past/hurt' });
}
