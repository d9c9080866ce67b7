/** Every word of the sandbox tab that the shell's own table does not have. */
export const words = {
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
} as const;
