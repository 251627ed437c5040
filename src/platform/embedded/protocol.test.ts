import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fatalMessage,
  ProtocolViolation,
  queryMessage,
  startupMessage,
  stateAfter,
  syncMessage,
  type Unit,
  UnitReader,
  withoutCopyIn,
} from './protocol.ts';

function message(type: string, body = ''): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(Buffer.byteLength(body) + 4, 1);
  return Buffer.concat([head, Buffer.from(body)]);
}

function greeting(code: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32BE(8, 0);
  bytes.writeInt32BE(code, 4);
  return bytes;
}

const startup = startupMessage('someone', 'somewhere');
const extended = Buffer.concat([...'PBDE'].map((type) => message(type, 'anything')));
const told = (units: Unit[]) =>
  units.map((unit) => ('bytes' in unit ? `${unit.kind} ${unit.bytes.toString('hex')}` : unit.kind));

describe('cutting the byte stream into units', () => {
  test('a request ends with its Sync, Query or function call, a part of one with its Flush', () => {
    const requests = [
      Buffer.concat([extended, syncMessage()]),
      queryMessage('select 1'),
      Buffer.concat([extended, message('H')]),
      syncMessage(),
      message('F', 'call'),
    ];
    const units = new UnitReader().push(Buffer.concat([startup, ...requests, message('X')]));
    expect(units.map((unit) => unit.kind)).toEqual([
      ...['startup', 'request', 'request', 'part', 'request', 'request', 'terminate'],
    ]);
    expect(units.flatMap((unit) => ('bytes' in unit ? [unit.bytes.toString('hex')] : []))).toEqual(
      requests.map((bytes) => bytes.toString('hex')),
    );
  });

  test('the cuts do not depend on the pieces the bytes arrive in', () => {
    const stream = Buffer.concat([
      ...[greeting(80877103), startup, queryMessage('select $1'), extended, message('H'), extended],
      ...[syncMessage(), queryMessage('x'.repeat(300)), message('d', 'row'), message('c'), syncMessage()],
    ]);
    const whole = told(new UnitReader().push(stream));
    expect(whole).toHaveLength(7);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: stream.length }), { maxLength: 40 }), (places) => {
        const cuts = [0, ...places.sort((one, other) => one - other), stream.length];
        const reader = new UnitReader();
        const units = cuts.slice(1).flatMap((cut, index) => reader.push(stream.subarray(cuts[index], cut)));
        expect(told(units)).toEqual(whole);
      }),
    );
    const reader = new UnitReader();
    expect(told([...stream].flatMap((byte) => reader.push(Buffer.from([byte]))))).toEqual(whole);
  });

  test('offers of encryption and cancel requests come before the startup', () => {
    const reader = new UnitReader();
    expect(told(reader.push(Buffer.concat([greeting(80877104), greeting(80877103), startup])))).toEqual([
      ...['encryption', 'encryption', 'startup'],
    ]);
    const cancel = Buffer.concat([greeting(80877102), Buffer.alloc(8)]);
    cancel.writeInt32BE(16, 0);
    expect(told(new UnitReader().push(cancel))).toEqual(['cancel']);
  });

  test.each([
    ['another protocol', greeting(2 << 16)],
    ['a web request', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a message of negative length', Buffer.concat([startup, Buffer.from([0x51, 0xff, 0xff, 0xff, 0xff])])],
    ['a message longer than allowed', Buffer.concat([startup, Buffer.from([0x51, 0x7f, 0, 0, 0])])],
    ['an unknown message', Buffer.concat([startup, message('y', 'text')])],
  ])('%s is refused', (_what, bytes) => {
    expect(() => new UnitReader().push(bytes)).toThrow(ProtocolViolation);
  });
});

test('the state after an answer is what its last message tells', () => {
  const ready = (state: string) => message('Z', state);
  expect(stateAfter(Buffer.concat([message('C', 'SELECT 1\0'), ready('I')]))).toBe('I');
  expect(stateAfter(Buffer.concat([message('E', 'wrong\0'), ready('E')]))).toBe('E');
  expect(stateAfter(ready('T'))).toBe('T');
  expect(stateAfter(message('C', 'SELECT 1\0'))).toBeUndefined();
  expect(stateAfter(Buffer.alloc(0))).toBeUndefined();
});

test('the refusal of COPY FROM STDIN stands before the Sync and after a Query', () => {
  const letters = (bytes: Buffer) => {
    let found = '';
    for (let at = 0; at < bytes.length; at += 1 + bytes.readInt32BE(at + 1)) {
      found += String.fromCharCode(bytes[at] as number);
    }
    return found;
  };
  expect(letters(withoutCopyIn(Buffer.concat([extended, syncMessage()])))).toBe('PBDEfS');
  expect(letters(withoutCopyIn(Buffer.concat([extended, message('H')])))).toBe('PBDEfH');
  expect(letters(withoutCopyIn(queryMessage('copy note from stdin')))).toBe('Qf');
});

test('a fatal message carries its code and its sentence', () => {
  const fatal = fatalMessage('57P01', 'The database is being closed.');
  expect(fatal.toString('latin1', 0, 1)).toBe('E');
  expect(fatal.readInt32BE(1)).toBe(fatal.length - 1);
  expect(fatal.toString('utf8', 5).split('\0')).toEqual([
    ...['SFATAL', 'VFATAL', 'C57P01', 'MThe database is being closed.', '', ''],
  ]);
});
