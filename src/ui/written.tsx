import type { VNode } from 'preact';
import { type Piece, readMarkdown } from './markdown.ts';

/** What somebody wrote with the few signs of Markdown that the house knows. All else in it is text. */
export function Written({ text, lang }: { text: string; lang?: string | undefined }) {
  return (
    <div class="said text" lang={lang}>
      {readMarkdown(text).map(drawn)}
    </div>
  );
}

function drawn(piece: Piece): VNode | string {
  if (typeof piece === 'string') return piece;
  switch (piece.is) {
    case 'br':
      return <br />;
    case 'code':
      return <code>{piece.text}</code>;
    case 'a':
      // A search engine gives no weight to it, and where it leads learns nothing of where it stood.
      return (
        <a class="ds-link" href={piece.href} rel="nofollow ugc noreferrer">
          {piece.inside.map(drawn)}
        </a>
      );
    case 'ol':
      return <ol start={piece.start === 1 ? undefined : piece.start}>{piece.inside.map(drawn)}</ol>;
    default: {
      const Element = piece.is;
      return <Element>{piece.inside.map(drawn)}</Element>;
    }
  }
}
