import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ElementRow } from '../../inspect';
import { moveBy, scrollFor, visibleRows } from '../console/windowing';
import { sayHere } from '../say';
import { ElementDetails } from './element-details';
import { words } from './elements-words';
import { useSnapshot, type InspectedFrame } from './use-snapshot';

const ROW_PX = 24;
const INDENT_PX = 14;
/** A deep tree still has room for its words. */
const DEEPEST_INDENT = 16;

function RowText({ row }: { row: ElementRow }) {
  if (row.kind === 'text') return <span class="text-node">{row.name}</span>;
  return (
    <>
      <span class={`tag-name is-${row.kind}`}>{row.name}</span>
      {row.attributes.map(([name, value]) => (
        <span key={name} class="attribute">
          {' '}
          {name}=<q>{value}</q>
        </span>
      ))}
    </>
  );
}

interface TreeProps {
  rows: readonly ElementRow[];
  chosen: number | undefined;
  onUnfold(row: ElementRow, on: boolean): void;
  onChoose(row: ElementRow): void;
  /** The row that the reader is at; undefined where they have left. */
  onMark(row: ElementRow | undefined): void;
}

/** Only the lines in sight are drawn. */
function Tree({ rows, chosen, onUnfold, onChoose, onMark }: TreeProps) {
  const say = sayHere(words);
  const box = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 400 });
  const [at, setAt] = useState<number>();
  const found = rows.findIndex(({ id }) => id === at);
  const active = Math.max(0, found);
  const measure = (): void => {
    const list = box.current;
    if (list) setSight({ top: list.scrollTop, height: list.clientHeight });
  };
  useLayoutEffect(() => {
    if (!box.current) return undefined;
    const watch = new ResizeObserver(measure);
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  const go = (index: number): void => {
    const list = box.current;
    if (list) list.scrollTop = scrollFor(index, list.scrollTop, list.clientHeight, ROW_PX);
    setAt(rows[index]?.id);
    onMark(rows[index]);
  };
  // What was picked on the phone is where the reader is now; what only comes into sight again is not.
  const seen = useRef<number>();
  useEffect(() => {
    const index = rows.findIndex(({ id }) => id === chosen);
    if (index < 0 || seen.current === chosen) return;
    seen.current = chosen;
    const list = box.current;
    if (list) list.scrollTop = scrollFor(index, list.scrollTop, list.clientHeight, ROW_PX);
    setAt(chosen);
  }, [chosen]);

  const press = (event: KeyboardEvent): void => {
    const row = rows[active];
    if (!row) return;
    const page = Math.max(1, Math.floor(sight.height / ROW_PX) - 1);
    const next = moveBy(event.key, active, rows.length, page);
    if (next !== undefined) go(next);
    else if (event.key === 'Enter' || event.key === ' ') onChoose(row);
    else if (event.key === 'ArrowRight' && row.children > 0) {
      if (row.open) go(active + 1);
      else onUnfold(row, true);
    } else if (event.key === 'ArrowLeft') {
      if (row.open) onUnfold(row, false);
      else {
        const parent = rows.slice(0, active).findLastIndex(({ depth }) => depth < row.depth);
        if (parent >= 0) go(parent);
      }
    } else return;
    event.preventDefault();
  };

  const range = visibleRows(sight.top, sight.height, ROW_PX, rows.length);
  return (
    <div
      ref={box}
      class="element-rows"
      role="tree"
      tabIndex={0}
      aria-label={say('tree')}
      aria-describedby="element-keys"
      aria-activedescendant={
        active >= range.start && active < range.end ? `element-${rows[active]?.id}` : undefined
      }
      onScroll={measure}
      onKeyDown={press}
      onBlur={() => onMark(undefined)}
      onMouseLeave={() => onMark(undefined)}
    >
      <div class="element-space" role="presentation" style={{ height: rows.length * ROW_PX }}>
        {rows.slice(range.start, range.end).map((row, offset) => {
          const index = range.start + offset;
          return (
            <div
              key={offset}
              id={`element-${row.id}`}
              role="treeitem"
              class={`element-row ${index === active ? 'active' : ''}`}
              aria-level={row.depth + 1}
              aria-selected={row.id === chosen}
              aria-expanded={row.children > 0 ? row.open : undefined}
              style={{
                top: index * ROW_PX,
                height: ROW_PX,
                paddingLeft: Math.min(row.depth, DEEPEST_INDENT) * INDENT_PX + 4,
              }}
              onMouseEnter={() => onMark(row)}
              onClick={() => {
                setAt(row.id);
                onChoose(row);
              }}
            >
              <span
                class={`twisty ${row.children === 0 ? 'leaf' : ''}`}
                aria-hidden="true"
                onClick={(event) => {
                  if (row.children === 0) return;
                  event.stopPropagation();
                  setAt(row.id);
                  onUnfold(row, !row.open);
                }}
              >
                {row.children === 0 ? '' : row.open ? '▾' : '▸'}
              </span>
              <RowText row={row} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The page as its template has it: each element with its data, its attributes and how it is drawn. */
export function ElementsPanel(frame: InspectedFrame) {
  const say = sayHere(words);
  const { link } = frame;
  const tree = useSnapshot('elements', frame)?.tree;
  const picking = tree?.picking === true;
  // With the picture that says so: whoever reads it presses at once.
  useLayoutEffect(() => {
    if (!picking) return undefined;
    const giveUp = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') link.post({ sim: 'pick', on: false });
    };
    addEventListener('keydown', giveUp);
    return () => removeEventListener('keydown', giveUp);
  }, [picking, link]);
  if (!tree) return <p class="empty">{say('waiting')}</p>;
  return (
    <section class="elements">
      <div class="filters">
        <button
          type="button"
          class="small"
          aria-pressed={picking}
          onClick={() => link.post({ sim: 'pick', on: !picking })}
        >
          {say('pick')}
        </button>
        <span class="quiet" role="status">
          {picking ? say('picking') : ''}
        </span>
      </div>
      <p id="element-keys" class="visually-hidden">
        {say('keys')}
      </p>
      <Tree
        rows={tree.rows}
        chosen={tree.chosen?.id}
        onUnfold={({ id }, on) => link.post({ sim: 'unfold', id, on })}
        onChoose={({ id }) => link.post({ sim: 'choose', id })}
        onMark={(row) => link.post({ sim: 'highlight', ...(row && { id: row.id }) })}
      />
      {tree.more > 0 && <p>{say('more', { count: tree.more })}</p>}
      {tree.chosen ? <ElementDetails detail={tree.chosen} /> : <p class="empty">{say('none')}</p>}
    </section>
  );
}
