import { Button, ButtonLink } from './button.tsx';
import { Form } from './form.tsx';
import type { PageFrame } from './frame.ts';
import { Link } from './link.tsx';

/** Above a page, between its header and its matter: quiet words about what one sees there. Not on paper. */
export function Panel({ panel }: { panel: NonNullable<PageFrame['panel']> }) {
  return (
    <aside class="panel on-screen" aria-label={panel.label}>
      <div class="wrap stack" data-gap="2">
        <p class="small quiet">{panel.state}</p>
        <p class="text">
          <strong>{panel.title}.</strong> {panel.text}
        </p>
        <div class="row">
          {panel.next.press ? (
            <Form action={panel.next.href}>
              <Button variant="secondary">{panel.next.label}</Button>
            </Form>
          ) : (
            <ButtonLink href={panel.next.href} variant="secondary">
              {panel.next.label}
            </ButtonLink>
          )}
          {panel.others.map(({ href, label }) => (
            <Link key={label} href={href} quiet>
              {label}
            </Link>
          ))}
        </div>
      </div>
    </aside>
  );
}
