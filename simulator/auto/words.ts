import type { Words } from '../words/table';

/** What the automation says to whoever starts it. What a test is answered is the protocol's, in English. */
export const words = {
  'port-taken': {
    en: 'Port %{port} is taken: stop the other program, or choose another port for tests with --auto <n>.',
    zh: '端口 %{port} 已被占用：请停止占用它的程序，或用 --auto <n> 为测试换一个端口。',
  },
  nobody: {
    en: 'nobody answers at %{url}: start `trade-sim dev <dir> --auto 9420` or `trade-sim auto <dir>` first',
    zh: '%{url} 没有应答：请先运行 `trade-sim dev <dir> --auto 9420` 或 `trade-sim auto <dir>`',
  },
  stopped: { en: 'the simulator was stopped', zh: '模拟器已停止' },
} as const satisfies Words;
