/** Before a block is written of which something is refused: how many cells are taken, and each refused one with its reason. */
import { Button, Modal } from 'antd';
import { useRef } from 'react';
import { gridWords } from '../../i18n/zh-CN/grid.ts';
import type { Refusal, RefusedText, WritePlan } from './write-plan.ts';

const words = gridWords.preview;

/** Longer lists say how many more there are; all reasons of a block that large repeat. */
const listed = 200;

export interface WritePreviewProps {
  title: string;
  plan: WritePlan;
  placeOf: (refused: RefusedText) => string;
  onWrite: () => void;
  onCancel: () => void;
}

export const WritePreview = ({ title, plan, placeOf, onWrite, onCancel }: WritePreviewProps) => {
  const primary = useRef<HTMLButtonElement>(null);
  const accepted = plan.writes.length;
  const more = plan.refused.length - listed;
  return (
    <Modal
      open
      title={title}
      onCancel={onCancel}
      afterOpenChange={(open) => open && primary.current?.focus()}
      width="46rem"
      // Under the page's body it would lock the page's scrolling by a style element without the nonce.
      getContainer={false}
      footer={
        accepted === 0 ? (
          <Button type="primary" ref={primary} onClick={onCancel}>
            {words.understood}
          </Button>
        ) : (
          <>
            <Button onClick={onCancel}>{words.cancel}</Button>
            <Button type="primary" ref={primary} onClick={onWrite}>
              {words.write(accepted)}
            </Button>
          </>
        )
      }
    >
      <p>{words.counts(accepted, plan.unchanged, plan.refused.length)}</p>
      <p className="quiet">{words.undisturbed}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable by keyboard */}
      <section className="refused-texts" tabIndex={0} aria-label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.place}</th>
              <th scope="col">{words.text}</th>
              <th scope="col">{words.reason}</th>
            </tr>
          </thead>
          <tbody>
            {plan.refused.slice(0, listed).map((refused) => (
              <tr key={`${refused.fromRow}:${refused.fromColumn}`}>
                <td>{placeOf(refused)}</td>
                <td className="refused-text">{refused.text}</td>
                <td>{reasonOf(refused.refusal)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {more > 0 && <p className="quiet">{words.more(more)}</p>}
      </section>
    </Modal>
  );
};

const reasonOf = (refusal: Refusal): string => {
  switch (refusal.why) {
    case 'outside':
      return words.outside;
    case 'locked':
      return refusal.because;
    case 'notNumber':
      return words.notNumber;
    case 'notChoice':
      return words.notChoice(refusal.choices);
  }
};
