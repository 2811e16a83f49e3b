import { Button } from '@mantine/core';
import { Component } from 'react';
import type { ReactNode } from 'react';
import { i18n } from '../text/i18n.ts';
import classes from './error-boundary.module.css';

interface Properties {
  /** A change of it (another screen) tries again. */
  readonly resetKey: string;
  readonly children: ReactNode;
}

interface State {
  readonly incident: string | null;
}

const newIncident = (): string => crypto.randomUUID().slice(0, 8).toUpperCase();

/** A defect in a screen must not take the window with it. */
export class ErrorBoundary extends Component<Properties, State> {
  override state: State = { incident: null };

  static getDerivedStateFromError(): State {
    return { incident: newIncident() };
  }

  override componentDidCatch(error: Error): void {
    console.error(`incident ${this.state.incident ?? ''}`, error);
  }

  override componentDidUpdate(former: Properties): void {
    if (former.resetKey !== this.props.resetKey && this.state.incident !== null) {
      this.setState({ incident: null });
    }
  }

  override render(): ReactNode {
    const { incident } = this.state;
    if (incident === null) return this.props.children;
    return (
      <div role="alert" className={classes.broken}>
        <h1>{i18n.t('failure.screen')}</h1>
        <p>{i18n.t('failure.screenNext', { incident })}</p>
        <Button onClick={() => this.setState({ incident: null })}>
          {i18n.t('common.tryAgain')}
        </Button>
      </div>
    );
  }
}
