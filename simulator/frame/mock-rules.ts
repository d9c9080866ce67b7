import { MockTable } from '../host/mocks';
import type { MockBundle } from '../network';
import type { Problems } from '../runtime/problems';
import type { ShellLink } from '../runtime/shell-link';

/** The shell's list of rules: which there are, and how often each has answered. */
export function tellRules(mocks: MockTable, shell: ShellLink): void {
  let waiting = false;
  const tell = (): void => {
    waiting = false;
    shell.post({ sim: 'mocks', rules: mocks.list() });
  };
  tell();
  mocks.onChange(() => {
    if (!waiting) setTimeout(tell, 100);
    waiting = true;
  });
}

/** The mock rules that `/__net/mocks.js` has left, and which no program is to see. */
export function takeMocks(own: Window, problems: Problems): MockTable {
  const holder = own as unknown as { __TRADE_SIM_MOCKS__?: MockBundle };
  const bundle = holder.__TRADE_SIM_MOCKS__;
  delete holder.__TRADE_SIM_MOCKS__;
  return new MockTable(bundle, problems);
}
