import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ErrorBook, OrderDetail as Order } from 'microapp-trade-sandbox/shapes';
import { yuan } from '../../money';
import { ORDER_TABS, type OrderTab } from '../preferences';
import { SureButton } from '../sure-button';
import { Tabs, tabId } from '../tabs';
import { useLoaded } from '../use-loaded';
import { CallbackList } from './callback-list';
import { chooseScenario, closeOrder, getOrder, getTimeline, moveClockTo } from './console-link';
import { HistoryList } from './history-list';
import { OrderParts } from './order-parts';
import { StateChip } from './state-chip';
import { words as all } from './strings';
import { Timeline } from './timeline';
import { useActions, type Act } from './use-actions';

const words = all.order;
const actions = all.actions;

interface Props {
  orderId: string;
  version: number;
  tab: OrderTab;
  book: ErrorBook | undefined;
  onTab(tab: OrderTab): void;
  onBack(): void;
  /** Goes to the counter, with a code or '' for none. */
  onRedeem(code: string): void;
}

function Head({ order, act }: { order: Order; act: Act }) {
  const { orderId, state, draft, quantity, totalAmount, discountAmount, payExpireTime } = order;
  return (
    <header class="order-head">
      <h2>
        {order.outOrderNo}
        <StateChip table="order" state={state} />
      </h2>
      <p class="line">
        <span class="goods">{`${draft.goods.goodsName || draft.goods.goodsId} ×${quantity}`}</span>
        <span class="spring" />
        <strong>{yuan(totalAmount - discountAmount)}</strong>
      </p>
      {state === 'unpaid' && (
        <div class="buttons" role="group" aria-label={actions.label}>
          <SureButton
            small
            label={actions.close}
            ask={actions.closeSure}
            onSure={() => act(actions.done.close, () => closeOrder(orderId))}
          />
          <SureButton
            small
            label={actions.expire}
            ask={actions.expireSure}
            onSure={() => act(actions.done.expire, () => moveClockTo(payExpireTime))}
          />
        </div>
      )}
    </header>
  );
}

function OrderTimeline({
  orderId,
  version,
  book,
  act,
}: {
  orderId: string;
  version: number;
  book: ErrorBook | undefined;
  act: Act;
}) {
  const { value, key } = useLoaded(orderId, version, (id) => getTimeline({ orderId: id }));
  if (!value || key !== orderId) return null;
  return (
    <Timeline
      entries={value}
      book={book}
      onScenario={(name) => act(actions.done.scenario(name), () => chooseScenario(name))}
    />
  );
}

/** One order with everything that belongs to it. */
export function OrderDetail({ orderId, version, tab, book, onTab, onBack, onRedeem }: Props) {
  const { value: order, failure, key, reload } = useLoaded(orderId, version, getOrder);
  const { act: doIt, said, failed } = useActions(reload);
  const acted = useRef(false);
  const act: Act = (done, work) => {
    acted.current = true;
    doIt(done, work);
  };
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollTo(0, 0), [orderId]);
  // What was pressed may be gone by what it did: the reader stays at the order. At once, or the next key
  // would go astray.
  useLayoutEffect(() => {
    if (!acted.current || document.activeElement !== document.body) return;
    acted.current = false;
    box.current?.focus();
  }, [order]);
  const goBack = (): void => {
    // The focus is on its way to the list.
    acted.current = false;
    onBack();
  };
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    goBack();
  };
  return (
    <section
      class="order-detail"
      aria-label={words.label(order && key === orderId ? order.outOrderNo : '')}
      onKeyDown={leave}
    >
      <button type="button" class="small order-back" onClick={goBack}>
        {words.back}
      </button>
      {failure !== '' && key === orderId && <p class="empty">{words.gone}</p>}
      {order && key === orderId && (
        <>
          <Head order={order} act={act} />
          <p class={`said ${failed ? 'error' : ''}`} role="status">
            {said}
          </p>
          <Tabs
            id="order"
            class="tabs small"
            label={words.tabsLabel}
            names={ORDER_TABS}
            titles={words.tabs}
            chosen={tab}
            onChoose={onTab}
          />
          <div
            ref={box}
            class="order-body"
            role="tabpanel"
            id="order-body"
            aria-labelledby={tabId('order', tab)}
            tabIndex={0}
          >
            {tab === 'timeline' && (
              <OrderTimeline orderId={orderId} version={version} book={book} act={act} />
            )}
            {tab === 'parts' && <OrderParts order={order} act={act} onRedeem={onRedeem} />}
            {tab === 'callbacks' && <CallbackList callbacks={order.callbacks} act={act} />}
            {tab === 'history' && <HistoryList history={order.history} />}
          </div>
        </>
      )}
    </section>
  );
}
