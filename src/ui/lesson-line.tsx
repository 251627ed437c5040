import { Link } from './link.tsx';
import { useWords } from './speaking.tsx';

/** One quiet line to a short lesson, at the moment in which it helps. One on a page at most. */
export function LessonLine({ lesson: { href, title } }: { lesson: { href: string; title: string } }) {
  return (
    <p class="small quiet on-screen">
      {useWords()('lesson')} <Link href={href}>{title}</Link>
    </p>
  );
}
