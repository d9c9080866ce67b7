import { wordsHere } from '../say';

const zh = {
  clock: {
    skew: '手机时间偏差（分钟）',
    skewSet: '设置偏差',
    skewed: (text: string) => `手机时间为 ${text}`,
    skewNow: (device: string) => `手机上是 ${device}`,
  },
  faults: {
    title: '回调故障开关',
    type: '回调',
    columns: { delayMs: '延迟（秒）', drop: '丢失（次）', duplicate: '多发（次）', reorder: '乱序' },
    cell: (type: string, column: string) => `${type} ${column}`,
    off: '全部关闭',
    saved: '已生效',
    failed: (reason: string) => `没有生效：${reason}`,
    some: (count: number) => `${count} 个已打开`,
  },
  state: {
    title: '整个沙箱的状态',
    export: '导出到文件',
    exported: (name: string) => `已导出 ${name}`,
    choose: '从文件导入',
    import: (name: string) => `导入 ${name}`,
    importSure: '会替换当前的一切，再按一次',
    imported: '已导入',
    notJson: '这不是 JSON 文件',
    failed: (reason: string) => `没有成功：${reason}`,
  },
};

const en: typeof zh = {
  clock: {
    skew: "Phone's clock is ahead by (minutes)",
    skewSet: 'Set',
    skewed: (text) => `The phone's clock shows ${text}`,
    skewNow: (device) => `The phone shows ${device}`,
  },
  faults: {
    title: 'Faults of callbacks',
    type: 'Callback',
    columns: { delayMs: 'Delay (s)', drop: 'Lose (times)', duplicate: 'Repeat (times)', reorder: 'Reorder' },
    cell: (type, column) => `${type} ${column}`,
    off: 'All off',
    saved: 'In force',
    failed: (reason) => `Not in force: ${reason}`,
    some: (count) => `on: ${count}`,
  },
  state: {
    title: 'The whole sandbox',
    export: 'Export to a file',
    exported: (name) => `Exported ${name}`,
    choose: 'Import from a file',
    import: (name) => `Import ${name}`,
    importSure: 'This replaces everything. Press again',
    imported: 'Imported',
    notJson: 'This is not a JSON file',
    failed: (reason) => `That did not work: ${reason}`,
  },
};

/** Every word of the sandbox tab that the shell's own table does not have. */
export const words = wordsHere({ zh, en });
