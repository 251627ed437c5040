/** Several lines become one. */
export function Mark({ large }: { large?: boolean }) {
  return (
    <svg class={large ? 'mark mark-large' : 'mark'} viewBox="0 0 32 32" aria-hidden="true">
      <path class="mark-a" d={large ? 'M5 5c0 9 10 6 10 15v8' : 'M5 6c0 10 11 6 11 15v6'} />
      <path class="mark-b" d={large ? 'M27 5c0 9-10 6-10 15v8' : 'M27 6c0 10-11 6-11 15'} />
    </svg>
  );
}
