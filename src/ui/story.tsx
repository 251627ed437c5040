import type { ComponentChildren } from 'preact';

/** What happened, day by day. Its children are `StoryDay`s. */
export function Story({ children }: { children: ComponentChildren }) {
  return <ol class="story">{children}</ol>;
}

/** One day, and below or beside it what happened then. Its children are `StoryThing`s. */
export function StoryDay({
  day,
  words,
  children,
}: {
  day: string;
  words: string;
  children: ComponentChildren;
}) {
  return (
    <li class="story-day">
      <p class="story-date quiet">
        <time dateTime={day}>{words}</time>
      </p>
      <ul class="story-things">{children}</ul>
    </li>
  );
}

export function StoryThing({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <li id={id}>
      <div class="stack" data-gap="2">
        {children}
      </div>
    </li>
  );
}

type PictureProps = {
  /** The picture itself; below it lies a smaller one for lists. */
  href: string;
  alt: string;
  width: number;
  height: number;
  /** How wide the smaller one is at most. */
  within: number;
};

/** A picture in a list, leading to the whole of it. Its place is kept while it comes. */
export function Picture({ href, alt, width, height, within }: PictureProps) {
  const shown = Math.min(width, within);
  return (
    <figure class="picture">
      <a href={href}>
        <img
          src={`${href}/small`}
          alt={alt}
          width={shown}
          height={Math.max(1, Math.round((height * shown) / width))}
          loading="lazy"
          decoding="async"
        />
      </a>
    </figure>
  );
}
