import { FieldFrame, type InputProps, useInputLinks } from './field-frame.tsx';

type TextAreaProps = InputProps & { rows?: number; lang?: string | undefined };

/** Several lines to write in; grows with the text where the browser can. */
export function TextArea({ rows = 4, lang, ...props }: TextAreaProps) {
  const links = useInputLinks(props);
  const { error: _, value, ...attributes } = links;
  return (
    <FieldFrame
      name={props.name}
      links={links}
      label={props.label}
      help={props.help}
      optional={props.optional}
      lang={lang}
    >
      {/* HTML drops the first line break of a textarea, so one is put before the text. */}
      <textarea {...attributes} class="ds-input" name={props.name} rows={rows} lang={lang}>
        {value?.startsWith('\n') ? `\n${value}` : value}
      </textarea>
    </FieldFrame>
  );
}
