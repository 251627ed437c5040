import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** With what the sender called it, for reports (RFC 3461). */
export type Caught = Email & { to: NonNullable<Email['to']>; envelopeId: string | undefined };

/** A mail server that keeps what it is given, and answers once `onMail` is done. */
export async function openSink(onMail: (mail: Caught) => unknown = () => {}, wished = 0) {
  const mails: Caught[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    hideDSN: false,
    async onData(stream, session, done) {
      try {
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        const parsed = await PostalMime.parse(Buffer.concat(chunks));
        const mail = { ...parsed, envelopeId: session.envelope.dsn?.envid } as Caught;
        mails.push(mail);
        await onMail(mail);
        done();
      } catch (error) {
        // Who sent it was killed in the middle: what came of it is no mail.
        done(error as Error);
      }
    },
  });
  await new Promise<void>((resolve) => server.listen(wished, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return {
    mails,
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
