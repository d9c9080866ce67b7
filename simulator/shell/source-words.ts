import type { Words } from '../words/table';

/** What is said of a place in the sources. */
export const words = {
  show: { en: 'Show the source at %{place}', zh: '查看源码 %{place}' },
  loading: { en: 'Reading…', zh: '正在读取…' },
  missing: { en: 'This file is not in the program: %{reason}', zh: '小程序中没有这个文件：%{reason}' },
  open: { en: 'Open in the editor', zh: '在编辑器中打开' },
  opened: { en: 'Handed to the editor', zh: '已交给编辑器' },
  'open-failed': {
    en: 'No editor came up (%{reason}): set LAUNCH_EDITOR to the command of yours',
    zh: '没有打开编辑器（%{reason}）：请把环境变量 LAUNCH_EDITOR 设为你的编辑器命令',
  },
} as const satisfies Words;
