interface Props {
  text: string;
  /** The part that was searched for, in UTF-16 units; null when it is not in this text. */
  part: { at: number; length: number } | null;
}

/** A text with the part that was searched for marked. */
export const MarkedText = ({ text, part }: Props) =>
  part === null || part.length === 0 ? (
    text
  ) : (
    <>
      {text.slice(0, part.at)}
      <mark>{text.slice(part.at, part.at + part.length)}</mark>
      {text.slice(part.at + part.length)}
    </>
  );
