/** A fault in one page leaves the rest of the window usable, and says so. */
import { Alert, Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { shellWords } from '../i18n/zh-CN/shell.ts';

export class PageBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Alert
        className="notice"
        type="error"
        showIcon
        role="alert"
        title={shellWords.pageFailed}
        action={
          <Button onClick={() => this.setState({ failed: false })}>{shellWords.pageFailedAgain}</Button>
        }
      />
    );
  }
}
