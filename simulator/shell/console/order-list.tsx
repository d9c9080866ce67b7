import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OrderLine } from 'microapp-trade-sandbox/shapes';
import { shortDate } from '../format';
import { yuan } from '../../money';
import type { OrderFilter } from './console-link';
import { StateChip } from './state-chip';
import { words as all } from './strings';
import { useOrderPages } from './use-order-pages';
import { moveBy, scrollFor, visibleRows, type Range } from './windowing';

const words = all.list;
const ROW_PX = 58;

interface Props {
  /** What the search box holds. */
  typed: string;
  state: string;
  onFilter(change: Partial<OrderFilter>): void;
  version: number;
  selected: string;
  /** `enter`: the reader wants to go to the detail. */
  onSelect(orderId: string, enter: boolean): void;
}

function RefundMark({ refunds }: Pick<OrderLine, 'refunds'>) {
  if (refunds.auditing > 0) return <span class="chip attention">{words.auditing}</span>;
  if (refunds.refunding > 0) return <span class="chip attention">{words.refunding}</span>;
  return refunds.refunded > 0 ? <span class="chip">{words.refunded}</span> : null;
}

function Row({ order }: { order: OrderLine }) {
  return (
    <>
      <span class="line">
        <code>{order.outOrderNo}</code>
        <span class="spring" />
        <RefundMark refunds={order.refunds} />
        <StateChip table="order" state={order.state} />
      </span>
      <span class="line quiet">
        <span class="goods">{`${order.goodsName || order.goodsId} ×${order.quantity}`}</span>
        <span class="spring" />
        <span class="amount">{yuan(order.totalAmount - order.discountAmount)}</span>
        <time>{shortDate(order.createTime)}</time>
      </span>
    </>
  );
}

/** How much of the list is in sight. */
function useWindow(total: number): {
  box: preact.RefObject<HTMLDivElement>;
  range: Range;
  height: number;
  measure(): void;
} {
  const box = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 600 });
  const measure = (): void => {
    const element = box.current;
    if (element) setSight({ top: element.scrollTop, height: element.clientHeight });
  };
  useLayoutEffect(() => {
    if (!box.current) return undefined;
    const watch = new ResizeObserver(measure);
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return { box, measure, height: sight.height, range: visibleRows(sight.top, sight.height, ROW_PX, total) };
}

/** Orders, newest first. Only the rows in sight are drawn, however many there are. */
export function OrderList({ typed, state, onFilter, version, selected, onSelect }: Props) {
  const [query, setQuery] = useState(typed);
  const [active, setActive] = useState(0);
  const [known, setKnown] = useState(0);
  const { box, range, height, measure } = useWindow(known);
  const filter = { query: query.trim(), state };
  const pages = useOrderPages(filter, version, range);
  const { total } = pages;
  // The first sign is looked for at once; what is typed before the answer, when that is there.
  const isFree = pages.loaded || pages.failure !== '';
  useEffect(() => {
    if (isFree) setQuery(typed);
  }, [typed, isFree]);
  useEffect(() => setKnown(total), [total]);
  useEffect(() => setActive((index) => Math.min(index, Math.max(0, total - 1))), [total]);
  // Another question is read from its beginning.
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    setActive(0);
    box.current?.scrollTo(0, 0);
  }, [filter.query, filter.state]);

  // A row whose page is still on its way is chosen once it is there.
  const waiting = useRef(false);
  const choose = (index: number, enter: boolean): void => {
    setActive(index);
    const order = pages.at(index);
    waiting.current = !order;
    if (order) onSelect(order.orderId, enter);
  };
  const arrived = pages.at(active)?.orderId;
  useEffect(() => {
    if (!waiting.current || arrived === undefined) return;
    waiting.current = false;
    onSelect(arrived, false);
  }, [arrived]);
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(active, true);
      return;
    }
    const next = moveBy(event.key, active, total, Math.max(1, Math.floor(height / ROW_PX) - 1));
    if (next === undefined) return;
    event.preventDefault();
    const list = box.current;
    if (list) list.scrollTop = scrollFor(next, list.scrollTop, height, ROW_PX);
    choose(next, false);
  };

  const rows = Array.from({ length: range.end - range.start }, (_, at) => range.start + at);
  return (
    <div class="order-list">
      <div class="order-filters">
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.searchHint}
          value={typed}
          maxLength={100}
          onInput={(event) => onFilter({ query: event.currentTarget.value })}
        />
        <select
          aria-label={words.state}
          value={filter.state}
          onChange={(event) => onFilter({ state: event.currentTarget.value })}
        >
          {Object.entries(words.states).map(([state, name]) => (
            <option key={state} value={state}>
              {name}
            </option>
          ))}
        </select>
        <span class="order-total" role="status">
          {pages.loaded ? words.total(total, pages.more) : ''}
        </span>
      </div>
      {pages.failure !== '' && (
        <p class="notice error" role="alert">
          {words.failed(pages.failure)}
          <button type="button" class="small" onClick={pages.reload}>
            {words.retry}
          </button>
        </p>
      )}
      {pages.loaded && total === 0 && (
        <p class="empty">{filter.query === '' && filter.state === '' ? words.empty : words.noMatch}</p>
      )}
      <p id="order-list-keys" class="visually-hidden">
        {words.keys}
      </p>
      <div
        ref={box}
        class="order-rows"
        role="listbox"
        tabIndex={0}
        aria-label={words.label}
        aria-describedby="order-list-keys"
        aria-activedescendant={
          active >= range.start && active < range.end ? `order-row-${active}` : undefined
        }
        hidden={total === 0}
        onScroll={measure}
        onKeyDown={press}
      >
        <div class="order-space" role="presentation" style={{ height: total * ROW_PX }}>
          {rows.map((index) => {
            const order = pages.at(index);
            return (
              <div
                key={index}
                id={`order-row-${index}`}
                class={`order-row ${index === active ? 'active' : ''}`}
                role="option"
                aria-selected={order !== undefined && order.orderId === selected}
                aria-setsize={total}
                aria-posinset={index + 1}
                style={{ top: index * ROW_PX, height: ROW_PX }}
                onClick={() => choose(index, true)}
              >
                {order ? <Row order={order} /> : words.loading}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
