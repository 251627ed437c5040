import type { ComponentChildren, VNode } from 'preact';
import { Heading } from '../../../ui/heading.tsx';
import { Link } from '../../../ui/link.tsx';

/** Addresses of the web and of mail; a full stop behind one belongs to the sentence. */
const address = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/;

/** Words with their addresses as links. */
export function Linked({ children }: { children: string }): VNode {
  const parts = children.split(address);
  return <>{parts.map((part, n) => (n % 2 ? <Link href={reached(part)}>{part}</Link> : part))}</>;
}

function reached(found: string): string {
  return found.includes('://') ? found : `mailto:${found}`;
}

/** Lines of one paragraph, broken as they were written. */
function Broken({ lines }: { lines: readonly string[] }): VNode {
  return <>{lines.map((line, n) => [n > 0 && <br />, <Linked>{line}</Linked>])}</>;
}

/** A text as people type it: paragraphs between empty lines, "# " for headings, "- " for lists. */
export function PlainText({ text }: { text: string }): VNode {
  const blocks = text.split(/\n\s*\n/).flatMap((block) => split(block.split('\n')));
  return <>{blocks}</>;
}

function split(lines: string[]): ComponentChildren[] {
  const [first = '', ...rest] = lines;
  if (lines.every((line) => !line.trim())) return [];
  if (first.startsWith('# ')) return [<Heading level={2}>{first.slice(2)}</Heading>, ...split(rest)];
  if (!lines.every((line) => line.startsWith('- '))) {
    return [
      <p class="text">
        <Broken lines={lines} />
      </p>,
    ];
  }
  const points = lines.map((line) => (
    <li>
      <Linked>{line.slice(2)}</Linked>
    </li>
  ));
  return [<ul class="text">{points}</ul>];
}
