/** A button that, when it cannot be used, says why. */
import { Button, type ButtonProps, Tooltip } from 'antd';
import { useId } from 'react';

export interface ActionButtonProps extends Omit<ButtonProps, 'disabled' | 'loading'> {
  /** Why it cannot be used now (“已上报，等待县级接收”); null or missing when it can. */
  disabledReason?: string | null | undefined;
  /** What it does is under way; more clicks do nothing. */
  busy?: boolean;
}

export const ActionButton = ({
  disabledReason = null,
  busy = false,
  onClick,
  children,
  ...rest
}: ActionButtonProps) => {
  const reason = useId();
  if (disabledReason === null) {
    return (
      <Button {...rest} loading={busy} onClick={(event) => !busy && onClick?.(event)}>
        {children}
      </Button>
    );
  }
  // Not `disabled`: such a button takes no focus, and its reason would be out of reach for the keyboard.
  return (
    <Tooltip title={disabledReason}>
      <Button
        {...rest}
        className={['disabled', rest.className].filter(Boolean).join(' ')}
        aria-disabled="true"
        aria-describedby={reason}
        onClick={undefined}
        htmlType="button"
      >
        {children}
        <span id={reason} className="visually-hidden">
          {disabledReason}
        </span>
      </Button>
    </Tooltip>
  );
};
