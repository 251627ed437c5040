import { FieldFrame, type InputProps, inputLinks } from './field-frame.tsx';

type TextAreaProps = InputProps & { rows?: number; maxlength?: number; lang?: string };

/** Several lines to write in; grows with the text where the browser can. */
export function TextArea({ rows = 4, maxlength, lang, ...props }: TextAreaProps) {
  const links = inputLinks(props);
  const { error: _, value, ...attributes } = links;
  return (
    <FieldFrame links={links} label={props.label} help={props.help} optional={props.optional}>
      {/* HTML drops the first line break of a textarea, so one is put before the text. */}
      <textarea
        {...attributes}
        class="ds-input"
        name={props.name}
        rows={rows}
        maxlength={maxlength}
        lang={lang}
      >
        {value?.startsWith('\n') ? `\n${value}` : value}
      </textarea>
    </FieldFrame>
  );
}
