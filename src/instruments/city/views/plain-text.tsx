import type { ComponentChildren, VNode } from 'preact';
import { linkToMail } from '../../../platform/address.ts';
import { Heading } from '../../../ui/heading.tsx';
import { Link } from '../../../ui/link.tsx';
import { Stack } from '../../../ui/stack.tsx';

/**
 * Addresses of the web and of mail; a full stop behind one belongs to the sentence. The lengths are those of
 * RFC 5321: without them a long word would be read anew from each of its letters.
 */
const address = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/;

/** Words with their addresses as links. */
export function Linked({ children }: { children: string }): VNode {
  const parts = children.split(address);
  return <>{parts.map((part, n) => (n % 2 ? <Link href={reached(part)}>{part}</Link> : part))}</>;
}

function reached(found: string): string {
  return found.includes('://') ? found : linkToMail(found);
}

/** Lines of one paragraph, broken as they were written. */
function Broken({ lines }: { lines: readonly string[] }): VNode {
  return <>{lines.map((line, n) => [n > 0 && <br />, <Linked>{line}</Linked>])}</>;
}

/** A text as people type it: paragraphs between empty lines, "# " for headings, "- " for lists. */
export function PlainText({ text }: { text: string }): VNode {
  const parts: ComponentChildren[][] = [[]];
  for (const block of text.split(/\n\s*\n/)) {
    let lines = block.split('\n');
    while (lines[0]?.startsWith('# ')) {
      parts.push([<Heading level={2}>{lines[0].slice(2)}</Heading>]);
      lines = lines.slice(1);
    }
    if (lines.some((line) => line.trim())) parts.at(-1)!.push(<Block lines={lines} />);
  }
  return (
    <Stack gap="6">
      {parts
        .filter((part) => part.length > 0)
        .map((part) => (
          <Stack gap="2">{part}</Stack>
        ))}
    </Stack>
  );
}

function Block({ lines }: { lines: readonly string[] }): VNode {
  if (!lines.every((line) => line.startsWith('- '))) {
    return (
      <p class="text">
        <Broken lines={lines} />
      </p>
    );
  }
  return (
    <div class="text">
      <ul>
        {lines.map((line) => (
          <li>
            <Linked>{line.slice(2)}</Linked>
          </li>
        ))}
      </ul>
    </div>
  );
}
