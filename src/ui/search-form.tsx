import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import { useWords } from './speaking.tsx';

type SearchFormProps = {
  action: string;
  /** A visible label: "Who decides on …". */
  label: string;
  name?: string;
  value?: string;
  button?: string;
  /** Where the page has another button that comes first. */
  quiet?: boolean;
  /** Other choices that stay while searching. */
  keep?: Readonly<Record<string, string>>;
  /** Below the field, for example links to examples. */
  children?: ComponentChildren;
};

export function SearchForm({
  action,
  label,
  name = 'q',
  value,
  button,
  quiet,
  keep = {},
  children,
}: SearchFormProps) {
  const t = useWords();
  return (
    <search>
      <form class="find" action={action} method="get">
        {Object.entries(keep).map(([key, kept]) => (
          <input key={key} type="hidden" name={key} value={kept} />
        ))}
        <label class="ds-label" data-weight="semibold" for={name}>
          {label}
        </label>
        <div class="find-row">
          <input
            class="ds-input"
            type="search"
            id={name}
            name={name}
            value={value}
            autocomplete="off"
            enterkeyhint="search"
          />
          <button class="ds-button" data-variant={quiet ? 'secondary' : 'primary'} type="submit">
            <Icon name="search" />
            {button ?? t('find')}
          </button>
        </div>
        {children && <p class="small">{children}</p>}
      </form>
    </search>
  );
}

/** The way to all that the reader may see, where it is not the matter of the page. */
export function SearchEverything({
  q = '',
  keep = {},
}: {
  q?: string;
  keep?: Readonly<Record<string, string>>;
}) {
  const t = useWords();
  return <SearchForm action="/search" label={t('search.label')} value={q} quiet keep={keep} />;
}
