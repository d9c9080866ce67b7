import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { OrderLine } from 'microapp-trade-sandbox/shapes';
import { messageOf } from '../http';
import { getOrderPage, type OrderFilter } from './console-link';
import { pagesOf, type Range } from './windowing';

const PAGE_SIZE = 60;

interface OrderPages {
  /** Of the newest answer: until a new filter has one, the earlier filter's orders are shown. */
  total: number;
  /** There are more than `total`, which a search does not count. */
  more: boolean;
  /** False until the first answer to this filter is there. */
  loaded: boolean;
  failure: string;
  /** The order at a position, once its page is there. */
  at(index: number): OrderLine | undefined;
  reload(): void;
}

interface Book {
  /** The filter that these pages are of, and the run that brought the newest. */
  filterKey: string;
  run: string;
  total: number;
  more: boolean;
  pages: Map<number, OrderLine[]>;
}

/**
 * Pages of this run; of an earlier one only those in sight, which are shown until their successors are here.
 */
const stillGood = (
  book: Book,
  run: string,
  filterKey: string,
  inSight: ReadonlySet<number>,
): [number, OrderLine[]][] =>
  [...book.pages].filter(([page]) => book.run === run || (book.filterKey === filterKey && inSight.has(page)));

/**
 * The pages around what is in sight. When something has changed (`version`), those are asked for again, and
 * the others are forgotten.
 */
export function useOrderPages(filter: OrderFilter, version: number, { start, end }: Range): OrderPages {
  const [tries, setTries] = useState(0);
  const key = JSON.stringify([filter.query, filter.state]);
  const run = `${key}:${version}:${tries}`;
  const [book, setBook] = useState<Book>({ run: '', filterKey: '', total: 0, more: false, pages: new Map() });
  const [failure, setFailure] = useState('');
  const asked = useRef({ run: '', pages: new Set<number>() });

  useEffect(() => {
    if (asked.current.run !== run) asked.current = { run, pages: new Set() };
    const mine = asked.current;
    const wanted = pagesOf({ start, end: Math.max(end, start + 1) }, PAGE_SIZE).filter(
      (page) => !mine.pages.has(page),
    );
    for (const page of wanted) {
      mine.pages.add(page);
      getOrderPage(filter, page * PAGE_SIZE, PAGE_SIZE).then(
        ({ orders, total, more = false }) => {
          if (asked.current !== mine) return;
          setFailure('');
          setBook((before) => ({
            run,
            filterKey: key,
            total,
            more,
            pages: new Map([...stillGood(before, run, key, mine.pages), [page, orders]]),
          }));
        },
        (error: unknown) => {
          if (asked.current !== mine) return;
          mine.pages.delete(page);
          setFailure(messageOf(error));
        },
      );
    }
  }, [run, key, start, end]);

  const reload = useCallback(() => setTries((count) => count + 1), []);
  return {
    total: book.total,
    more: book.more,
    loaded: book.filterKey === key,
    failure,
    at: (index) => book.pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE],
    reload,
  };
}
