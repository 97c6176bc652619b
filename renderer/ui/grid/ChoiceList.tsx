/** The choices of a cell, below it while it is being written. The keys are the text field's, this list only shows. */
import { gridWords } from '../../i18n/zh-CN/grid.ts';
import type { GridChoice } from './grid-types.ts';

/** @param typed null before anything was typed: then all are offered */
export const offeredChoices = (
  choices: readonly GridChoice[],
  typed: string | null,
): readonly GridChoice[] => {
  const asked = typed?.trim() ?? '';
  return asked === '' ? choices : choices.filter((choice) => choice.label.includes(asked));
};

export interface ChoiceListProps {
  id: string;
  label: string;
  choices: readonly GridChoice[];
  highlighted: number;
  typed: string | null;
  idOf: (index: number) => string;
  onPick: (choice: GridChoice) => void;
}

export const ChoiceList = (props: ChoiceListProps) => (
  <div className="choices" id={props.id} role="listbox" aria-label={props.label}>
    {props.choices.length === 0 && <p>{gridWords.noSuchChoice(props.typed ?? '')}</p>}
    {props.choices.map((choice, index) => (
      <div
        key={choice.value}
        id={props.idOf(index)}
        role="option"
        tabIndex={-1}
        aria-selected={index === props.highlighted}
        className={index === props.highlighted ? 'highlighted' : ''}
        ref={index === props.highlighted ? intoSight : undefined}
        onMouseDown={(event) => {
          // Keeps the text field's focus.
          event.preventDefault();
          props.onPick(choice);
        }}
      >
        {choice.label}
      </div>
    ))}
  </div>
);

const intoSight = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });
