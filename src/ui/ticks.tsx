import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

/** A list whose every point has a sign: a tick (yes), a cross (no) or an icon. */
export function Ticks({ children, small }: { children: ComponentChildren; small?: boolean }) {
  return <ul class={small ? 'ticks small' : 'ticks'}>{children}</ul>;
}

export function Tick({
  sign = 'yes',
  children,
}: {
  sign?: 'yes' | 'no' | IconName;
  children: ComponentChildren;
}) {
  const name = sign === 'yes' ? 'tick' : sign === 'no' ? 'cross' : sign;
  return (
    <li data-sign={sign}>
      <Icon name={name} />
      <div>{children}</div>
    </li>
  );
}
