import { FieldFrame, type InputProps, useInputLinks } from './field-frame.tsx';

/** A file to send along; its form is `multipart`. A browser never fills it in again, so say so where it matters. */
export function FileField({ accept, ...props }: Omit<InputProps, 'value'> & { accept: string }) {
  const links = useInputLinks(props);
  const { error: _, value: __, ...attributes } = links;
  return (
    <FieldFrame
      name={props.name}
      links={links}
      label={props.label}
      help={props.help}
      optional={props.optional}
    >
      <input {...attributes} class="ds-input" type="file" name={props.name} accept={accept} />
    </FieldFrame>
  );
}
