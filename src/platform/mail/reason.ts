import { statusIn } from './report.ts';

export type Reason = 'address' | 'closed' | 'full' | 'large' | 'unreachable' | 'refused' | 'other';

/**
 * Why a mail came back, from the status in what was written down (RFC 3463). Two are read as servers use
 * them: 5.4.1 is how Exchange Online says that it has no such mailbox, 5.4.4 that the domain is not there.
 */
export function reasonOf(problem: string): Reason {
  const status = statusIn(problem) ?? '';
  const [, subject, detail] = status.split('.');
  const is = (...details: string[]) => details.includes(detail!);
  if (status === '5.4.1' || status === '5.4.4') return 'address';
  if (subject === '1' && is('0', '1', '2', '3', '6', '10')) return 'address';
  if (subject === '2' && is('1')) return 'closed';
  if (subject === '2' && is('2')) return 'full';
  if ((subject === '2' && is('3')) || (subject === '3' && is('4'))) return 'large';
  if (subject === '4') return 'unreachable';
  if (subject === '7') return 'refused';
  return 'other';
}
