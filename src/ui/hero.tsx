import type { ComponentChildren } from 'preact';

/** The top of a city's home page, with the lines that become one. */
export function Hero({ children }: { children: ComponentChildren }) {
  return (
    <div class="hero">
      <River />
      {children}
    </div>
  );
}

function River() {
  return (
    <>
      <svg class="river" viewBox="0 0 560 420" preserveAspectRatio="xMinYMid meet" aria-hidden="true">
        <path class="river-c" d="M110-600V-20C110 140 190 224 330 224H3000" />
        <path class="river-a" d="M220-600V-20C220 130 280 211 400 211H3000" />
        <path class="river-b" d="M330-600V-20C330 120 380 198 480 198H3000" />
        <path class="river-d" d="M110 1000V440C110 320 200 237 330 237H3000" />
      </svg>
      <svg class="river-band" viewBox="0 0 360 64" preserveAspectRatio="none" aria-hidden="true">
        <path class="river-c" d="M0 5C110 5 120 29 220 29H360" />
        <path class="river-a" d="M0 24C90 24 120 36 200 36H360" />
        <path class="river-b" d="M0 43H360" />
        <path class="river-d" d="M0 60C110 60 120 50 190 50H360" />
      </svg>
    </>
  );
}

/** Three ways in, under the hero. */
export function Doors({ children }: { children: ComponentChildren }) {
  return <ul class="doors">{children}</ul>;
}

export function Door({
  href,
  title,
  children,
}: {
  href: string;
  title: string;
  children: ComponentChildren;
}) {
  return (
    <li>
      <h2 class="ds-heading" data-size="xs">
        <a class="ds-link" href={href}>
          {title}
        </a>
      </h2>
      <p>{children}</p>
    </li>
  );
}
