/**
 * The components' tags in JSX, for Taro with React.
 * Opt-in: `"types": ["microapp-trade-kit/react"]`, or `/// <reference types="microapp-trade-kit/react" />`.
 */
import type { Attributes, CSSProperties, ReactNode } from 'react';
import type { TradeElements } from './elements';

/** What a tag takes beside its own properties. */
interface Common extends Attributes {
  id?: string | undefined;
  className?: string | undefined;
  style?: CSSProperties | string | undefined;
  children?: ReactNode;
}

type Tags = { [K in keyof TradeElements.Tags]: TradeElements.Tags[K] & Common };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Tags {}
  }
}
