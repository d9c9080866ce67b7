import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ErrorBook } from 'microapp-trade-sandbox/shapes';
import type { Preferences } from '../preferences';
import { ORDER_STATES } from '../preferences';
import { remember } from '../redeem/use-redeeming';
import { tabId } from '../tabs';
import { getErrors } from './console-link';
import { OrderDetail } from './order-detail';
import { OrderList } from './order-list';
import { words } from './strings';

interface Props {
  version: number;
  preferences: Preferences;
  onPrefer(change: Partial<Preferences>): void;
}

/** List and detail stand side by side from this width on; below it the detail covers the list. */
const SIDE_BY_SIDE_PX = 640;

export function useErrorBook(): ErrorBook | undefined {
  const [book, setBook] = useState<ErrorBook>();
  useEffect(() => {
    getErrors().then(setBook, () => undefined);
  }, []);
  return book;
}

/** An order or a list that is asked for has appeared after this long, or is not waited for, ms. */
const LONGEST_WAIT_MS = 3000;

/** Moves the focus to what is about to be drawn, unless the reader has moved it elsewhere meanwhile. */
function focusWhenThere(room: HTMLElement, selector: string): void {
  const from = document.activeElement;
  const until = performance.now() + LONGEST_WAIT_MS;
  const attempt = (): void => {
    const now = document.activeElement;
    if (now !== from && now !== document.body) return;
    const target = room.querySelector<HTMLElement>(selector);
    if (target) target.focus();
    else if (performance.now() < until) requestAnimationFrame(attempt);
  };
  requestAnimationFrame(attempt);
}

/** Orders: a list, and the chosen one in full. */
export function OrdersTab({ version, preferences, onPrefer }: Props) {
  const { order, orderTab, orderQuery, orderState } = preferences;
  const book = useErrorBook();
  const room = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(true);
  useLayoutEffect(() => {
    const element = room.current;
    if (!element) return undefined;
    const measure = (): void => setWide(element.clientWidth >= SIDE_BY_SIDE_PX);
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    measure();
    return () => watch.disconnect();
  }, []);

  const focus = (selector: string): void => {
    if (room.current) focusWhenThere(room.current, selector);
  };
  const select = (orderId: string, enter: boolean): void => {
    // In a narrow panel a walk through the list opens nothing: the detail would cover it.
    if (!wide && !enter) return;
    onPrefer({ order: orderId });
    if (enter) focus('.order-detail [role=tab][aria-selected=true]');
  };
  const back = (): void => {
    if (!wide) onPrefer({ order: '' });
    focus('.order-rows:not([hidden])');
  };
  const redeem = (code: string): void => {
    if (code !== '') remember(code);
    onPrefer({ panel: 'redeem' });
    // What was pressed goes with this tab: the focus is where the counter begins.
    document.getElementById(tabId('panel', 'redeem'))?.focus();
  };
  const open = order !== '';
  return (
    <div ref={room} class={`orders ${wide ? 'wide' : 'narrow'} ${open ? 'open' : ''}`}>
      {(wide || !open) && (
        <OrderList
          typed={orderQuery}
          state={orderState}
          version={version}
          selected={order}
          onFilter={({ query: typed, state }) =>
            onPrefer({
              ...(typed === undefined ? {} : { orderQuery: typed }),
              ...(state === undefined ? {} : { orderState: ORDER_STATES.find((one) => one === state) ?? '' }),
            })
          }
          onSelect={select}
        />
      )}
      {open ? (
        <OrderDetail
          orderId={order}
          version={version}
          tab={orderTab}
          book={book}
          onTab={(tab) => onPrefer({ orderTab: tab })}
          onBack={back}
          onRedeem={redeem}
        />
      ) : (
        wide && <p class="empty order-none">{words.order.none}</p>
      )}
    </div>
  );
}
