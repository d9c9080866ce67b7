/** The dev server's maps and rules. */
import type { NetworkState } from '../../network';
import { asObject, call } from '../http';

export const getNetwork = async (): Promise<NetworkState> =>
  asObject<NetworkState>(await call('/__net/state'), 'maps', 'rules');

const split = (id: string): { file: string; index: number } => {
  const end = id.lastIndexOf('#');
  return { file: id.slice(0, end), index: Number(id.slice(end + 1)) };
};

/** `id` undefined: a new rule. @throws SandboxError naming what is wrong, and where */
export const saveRule = (id: string | undefined, text: string): Promise<unknown> =>
  call('/__net/rule', { ...(id !== undefined && split(id)), text });

export const deleteRule = (id: string): Promise<unknown> => call('/__net/rule', { ...split(id), text: null });

export const switchRule = (id: string, on: boolean): Promise<unknown> =>
  call('/__net/switch', { ...split(id), on });
