import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigProblem, readConfig } from './config.ts';

const mail = { SMTP_URL: 'smtp://mail.test', SAMVIRKE_MAIL_FROM: 'city@town.test' };
const bounces = (BOUNCES_URL: string) => readConfig({ ...mail, BOUNCES_URL }).mail!.bounces;

describe('where mail comes back to', () => {
  it('is an address of IMAP, with what stands for itself left out', () => {
    expect(bounces('imaps://city%40town.test:a%3Ab%2Fc@mail.test')).toEqual({
      ...{ host: 'mail.test', port: 993, secure: true },
      ...{ user: 'city@town.test', password: 'a:b/c', folder: 'INBOX' },
    });
    expect(bounces('imap://city:secret@[::1]:1143/R%C3%BCckl%C3%A4ufer/2026')).toMatchObject({
      ...{ host: '::1', port: 1143, secure: false, folder: 'Rückläufer/2026' },
    });
    expect(readConfig(mail).mail!.bounces).toBeUndefined();
  });

  it('is refused in one sentence that never repeats the password', () => {
    const wrong = [
      'https://city:hidden@mail.test',
      'imaps://mail.test/INBOX',
      'imaps://city@mail.test',
      'imaps://city:hidden#1@mail.test',
      'imaps://city:hidden%@mail.test',
      'hidden',
    ];
    for (const url of wrong) {
      expect(() => bounces(url), url).toThrow(ConfigProblem);
      expect(() => bounces(url), url).toThrow(/^BOUNCES_URL (?!.*hidden)/);
    }
    expect(() => readConfig({ BOUNCES_URL: 'imaps://city:hidden@mail.test' })).toThrow(
      /^BOUNCES_URL is set, but SMTP_URL is not/,
    );
  });
});

describe('where pictures lie', () => {
  const bucket = (FILES_URL: string) => readConfig({ FILES_URL }).bucket;

  it('is a bucket, or a folder in one, of any store', () => {
    expect(bucket('s3://a%2Fb:c%2Bd%2Fe@s3.store.test/city.pictures?region=eu-central-1')).toEqual({
      ...{ origin: 'https://s3.store.test', name: 'city.pictures', prefix: '', region: 'eu-central-1' },
      ...{ key: 'a/b', secret: 'c+d/e' },
    });
    expect(bucket('s3+http://k:s@[::1]:9000/b/our/city/')).toMatchObject({
      ...{ origin: 'http://[::1]:9000', name: 'b', prefix: 'our/city/', region: 'us-east-1' },
    });
    expect(readConfig({}).bucket).toBeUndefined();
  });

  it('is refused in one sentence that never repeats the secret', () => {
    const wrong = [
      'https://key:hidden@s3.store.test/bucket',
      's3://s3.store.test/bucket',
      's3://key@s3.store.test/bucket',
      's3://key:hidden@s3.store.test',
      's3://key:hidden@s3.store.test/',
      's3://key:hidden/more@s3.store.test/bucket',
      's3://key:hidden@s3.store.test/bucket/with%20space',
      's3://key:hidden@s3.store.test/bucket?regoin=eu',
      's3://key:hidden%@s3.store.test/bucket',
      'hidden',
    ];
    for (const url of wrong) {
      expect(() => bucket(url), url).toThrow(ConfigProblem);
      expect(() => bucket(url), url).toThrow(/^FILES_URL (?!.*hidden)/);
    }
  });
});

describe('backups', () => {
  const backups = (env: NodeJS.ProcessEnv) => readConfig({ SAMVIRKE_DATA: '/srv/city', ...env }).backups;

  it('are made each night of a real city, into its data folder, and seven are kept', () => {
    expect(backups({ SAMVIRKE_DEMO: 'off' })).toEqual({
      ...{ folder: resolve('/srv/city/backups'), key: undefined, every: { at: '03:00' }, kept: 7 },
    });
    expect(backups({}).every, 'the sample city').toBeUndefined();
  });

  it('are made when and where it is wished', () => {
    expect(backups({ SAMVIRKE_BACKUPS: '/mnt/far' }).folder).toBe(resolve('/mnt/far'));
    expect(backups({ SAMVIRKE_BACKUP_EVERY: 'day 22:30' }).every).toEqual({ at: '22:30' });
    expect(backups({ SAMVIRKE_BACKUP_EVERY: 'hour' }).every).toBe('hour');
    expect(backups({ SAMVIRKE_BACKUP_EVERY: 'never', SAMVIRKE_DEMO: 'off' }).every).toBeUndefined();
    for (const none of ['week', 'daylight', 'day 24:00', 'day 3:00', 'day22:30', 'hours'])
      expect(() => backups({ SAMVIRKE_BACKUP_EVERY: none }), none).toThrow(
        `SAMVIRKE_BACKUP_EVERY is "${none}"`,
      );
    for (const none of ['0', '-1', 'all'])
      expect(() => backups({ SAMVIRKE_BACKUPS_KEPT: none }), none).toThrow(/^SAMVIRKE_BACKUPS_KEPT is/);
  });

  it('are encrypted with a key that is long enough, and that no mistake repeats', () => {
    const key = 'four words that nobody guesses';
    expect(backups({ SAMVIRKE_BACKUP_KEY: key }).key).toBe(key);
    expect(() => backups({ SAMVIRKE_BACKUP_KEY: 'hidden' })).toThrow(/^SAMVIRKE_BACKUP_KEY (?!.*hidden)/);
  });
});
