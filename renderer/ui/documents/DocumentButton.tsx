/** Opens the dialog that makes documents; its code is loaded at the first click. */
import type { ButtonProps } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { documentsWords as words } from '../../i18n/zh-CN/documents.ts';
import { ActionButton } from '../ActionButton.tsx';
import type { DocumentDialogProps } from './DocumentDialog.tsx';

const DocumentDialog = lazy(async () => ({
  default: (await import('./DocumentDialog.tsx')).DocumentDialog,
}));

export interface DocumentButtonProps extends Omit<DocumentDialogProps, 'onClose'> {
  type?: ButtonProps['type'];
  size?: ButtonProps['size'];
  disabledReason?: string | null;
  children?: ReactNode;
}

export const DocumentButton = ({
  type,
  size,
  disabledReason = null,
  children = words.make,
  ...dialog
}: DocumentButtonProps) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActionButton
        {...(type === undefined ? {} : { type })}
        {...(size === undefined ? {} : { size })}
        disabledReason={disabledReason}
        onClick={() => setOpen(true)}
      >
        {children}
      </ActionButton>
      {open && (
        <Suspense fallback={null}>
          <DocumentDialog {...dialog} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
};
