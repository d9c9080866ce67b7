/** The merchant's own numbers. */
import type { Store } from '../store/store';

const beijing = 8 * 60 * 60 * 1000;

/** `T20261122000001`: a letter, the day in Beijing, then the day's count. Orders are T, refunds R. */
export const nextNumber = (store: Store, letter: 'T' | 'R', now: number): string => {
  const day = new Date(now + beijing).toISOString().slice(0, 10).replaceAll('-', '');
  const key = letter === 'T' ? day : `${letter}${day}`;
  store.run(
    'INSERT INTO merchant_numbers (day, used) VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET used = used + 1',
    key,
  );
  const { used } = store.get<{ used: number }>('SELECT used FROM merchant_numbers WHERE day = ?', key)!;
  return `${letter}${day}${String(used).padStart(6, '0')}`;
};
