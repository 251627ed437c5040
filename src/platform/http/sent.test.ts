import { randomBytes } from 'node:crypto';
import { HonoRequest } from 'hono/request';
import { expect, it } from 'vitest';
import { readForm } from './form.ts';
import { readSent } from './sent.ts';

const bytes = randomBytes(300_000);

function filled(): FormData {
  const form = new FormData();
  form.append('name', 'Østre brygge, Straße – 橋');
  form.append('long', 'x'.repeat(2_000_000));
  form.append('chosen', 'one');
  form.append('chosen', 'two');
  form.append('__proto__', 'a field like any other');
  form.append('picture', new File([bytes], 'Schöne Brücke.png', { type: 'image/png' }));
  form.append('none', new File([], ''));
  return form;
}

const request = (body: BodyInit, type?: string) =>
  new HonoRequest(
    new Request('http://town.test/', {
      method: 'POST',
      body,
      ...(type && { headers: { 'content-type': type } }),
    }),
  );

it('a form with a file is read as it was sent: texts, choices and every byte', async () => {
  const { values, files } = readForm(await readSent(request(filled())));
  expect(values.name).toBe('Østre brygge, Straße – 橋');
  expect(values.long).toHaveLength(2_000_000);
  expect(values.chosen).toEqual(['one', 'two']);
  expect(Object.entries(values)).toContainEqual(['__proto__', 'a field like any other']);
  expect(files.picture?.equals(bytes)).toBe(true);
  expect(files.none).toHaveLength(0);
});

it('of a form that breaks off nothing is taken', async () => {
  const whole = new Response(filled());
  const type = whole.headers.get('content-type')!;
  const sent = Buffer.from(await whole.arrayBuffer());
  const file = sent.indexOf('filename=');
  const places = {
    'a text': 200_000,
    'the head of a part': file + 4,
    'a file': file + 1_000,
    'its end': sent.length - 8,
  };
  for (const [where, at] of Object.entries(places))
    expect(await readSent(request(sent.subarray(0, at), type)), `broken off in ${where}`).toEqual({});
  // What a stream says of its end it says a moment later.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await readSent(request(sent, 'multipart/form-data'))).toEqual({});
});

it('a form with very many fields costs no more than they are, and is read up to a limit', async () => {
  const form = new FormData();
  for (let n = 0; n < 5_000; n += 1) form.append('same', `${n}`);
  const { same } = await readSent(request(form));
  expect(same).toHaveLength(2_000);
  expect(same!.at(-1)).toBe('1999');
});

it('a form without files is read as ever', async () => {
  const { values } = readForm(await readSent(request(new URLSearchParams('a=1&b=x%20y&b=z'))));
  expect({ ...values }).toEqual({ a: '1', b: ['x y', 'z'] });
});
