import type { TabBarState } from '../protocol';
import { strings } from './strings';

const words = strings.phone;

/** Icons are files of the mini-program: paths from its root. */
const iconUrl = (path: string): string =>
  /^(?:https?:|data:image\/)/i.test(path) ? path : `/${path.replace(/^\/+/, '')}`;

export function TabBar({ bar, onTap }: { bar: TabBarState; onTap(index: number): void }) {
  const border = bar.borderStyle === 'white' ? '#fff' : 'rgb(0 0 0 / 20%)';
  return (
    <nav
      class="tab-bar"
      aria-label={words.tabBar}
      style={{ background: bar.backgroundColor, borderTopColor: border }}
    >
      {bar.items.map((item, index) => {
        const selected = index === bar.selected;
        const icon = (selected ? item.selectedIconPath : item.iconPath) ?? item.iconPath;
        return (
          <button
            key={index}
            type="button"
            aria-current={selected ? 'page' : undefined}
            style={{ color: selected ? (bar.selectedColor ?? '#161823') : (bar.color ?? '#50525a') }}
            onClick={() => onTap(index)}
          >
            {icon !== undefined && icon !== '' && <img src={iconUrl(icon)} alt="" width="26" height="26" />}
            <span>{item.text}</span>
            {item.badge ? (
              <span class="tab-badge">
                <span class="visually-hidden">{words.badge('')}</span>
                {item.badge}
              </span>
            ) : (
              item.dot && <span class="tab-dot" role="img" aria-label={words.dot} />
            )}
          </button>
        );
      })}
    </nav>
  );
}
