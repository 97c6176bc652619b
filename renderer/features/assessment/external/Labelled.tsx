import { type ReactNode, useId } from 'react';

/** A field below its label, with what it is for and what is wrong with it. */
export const Labelled = ({
  label,
  hint,
  fault = null,
  grow = false,
  children,
}: {
  label: string;
  hint?: string;
  fault?: string | null;
  /** Takes the room that the others leave. */
  grow?: boolean;
  children: (id: string) => ReactNode;
}) => {
  const id = useId();
  return (
    <div className={grow ? 'labelled form-grow' : 'labelled'}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint !== undefined && <span className="quiet">{hint}</span>}
      {fault !== null && (
        <span className="bad" role="alert">
          {fault}
        </span>
      )}
    </div>
  );
};
