/** What a calendar is told of a session; texts in the language of who asked for the file. */
export type CalendarEntry = {
  id: string;
  /** The host of the city: it makes the id one in the world. */
  host: string;
  revision: number;
  /** When the file is made. */
  now: Date;
  begins: Date;
  ends: Date;
  title: string;
  about: string;
  place: string;
  href: string;
  cancelled: boolean;
};

/** The file of one session as iCalendar has it (RFC 5545): times in UTC, which each calendar shows by its own clocks. */
export function calendarFile(entry: CalendarEntry): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Samvirke//Training sessions//EN',
    'BEGIN:VEVENT',
    `UID:${entry.id}@${entry.host}`,
    `SEQUENCE:${entry.revision}`,
    `DTSTAMP:${inUtc(entry.now)}`,
    `DTSTART:${inUtc(entry.begins)}`,
    `DTEND:${inUtc(entry.ends)}`,
    `SUMMARY:${text(entry.title)}`,
    ...(entry.about ? [`DESCRIPTION:${text(entry.about)}`] : []),
    `LOCATION:${text(entry.place)}`,
    `URL:${entry.href}`,
    `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** 20260609T160000Z */
function inUtc(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** A text as section 3.3.11 has it. Other control characters than line breaks are not allowed in one. */
function text(value: string): string {
  return value
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?!\n)\p{Cc}/gu, '')
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

/** At most 75 octets a line; what goes on begins with a space (section 3.1). No letter is cut through. */
function folded(line: string): string {
  const parts: string[] = [''];
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > 75) {
      parts.push('');
      octets = 1;
    }
    parts[parts.length - 1] += letter;
    octets += size;
  }
  return parts.join('\r\n ');
}
