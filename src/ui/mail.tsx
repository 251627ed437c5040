import type { ComponentChildren } from 'preact';
import type { Locale } from '../platform/i18n/locale.ts';

type MailProps = {
  locale: Locale;
  title: string;
  /** Why the reader gets this mail, and what else stands below the line. */
  foot: ComponentChildren;
  children: ComponentChildren;
};

/** A whole mail: plain HTML without pictures, styles from elsewhere or anything that tells who opened it. */
export function Mail({ locale, title, foot, children }: MailProps) {
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
      </head>
      <body>
        <h1>{title}</h1>
        {children}
        <hr />
        {foot}
      </body>
    </html>
  );
}

/** The one thing to do. */
export function MailLink({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <p>
      <a href={href}>{children}</a>
    </p>
  );
}
