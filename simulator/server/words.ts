import type { Words } from '../words/table';

/** What the command line says by itself; findings have a table of their own (simulator/rules/findings). */
export const words = {
  'folder-missing': {
    en: '%{dir}: no such folder. Name the folder of a mini-program.',
    zh: '%{dir}：没有这个文件夹。请指定小程序所在的文件夹。',
  },
  'app-json-missing': {
    en: '%{file}: no such file. A mini-program has an app.json; set "miniprogramRoot" in project.config.json if it lies in a sub-folder.',
    zh: '%{file}：没有这个文件。小程序需要 app.json；如果它在子文件夹中，请在 project.config.json 中设置“miniprogramRoot”。',
  },
  origin: { en: "%{place} (from the build's map): ", zh: '%{place}（来自构建的源映射）：' },
  usage: { en: 'Usage: %{usage}', zh: '用法：%{usage}' },
  'usage-all': { en: 'Usage:', zh: '用法：' },
  'lang-help': {
    en: "  --lang <zh|en>  language of what is printed, and of the shell (the terminal's and the browser's)",
    zh: '  --lang <zh|en>  输出与模拟器界面的语言（默认跟随终端与浏览器）',
  },
  example: { en: 'Example: trade-sim %{example}', zh: '示例：trade-sim %{example}' },
  'no-command': {
    en: 'No command. Commands: %{names}; --help shows what each takes.',
    zh: '没有命令。可用命令：%{names}；--help 说明各自的参数。',
  },
  'unknown-command': {
    en: 'No command %{name}. Commands: %{names}; --help shows what each takes.',
    zh: '没有命令 %{name}。可用命令：%{names}；--help 说明各自的参数。',
  },
  'option-unknown': {
    en: '%{option}: no such option; it has %{known}. Usage: %{usage}',
    zh: '%{option}：没有这个选项；可用选项：%{known}。用法：%{usage}',
  },
  'option-value': {
    en: '%{option}: a value is missing, or one is given where none is taken. Usage: %{usage}',
    zh: '%{option}：缺少值，或给了不该有的值。用法：%{usage}',
  },
  'option-port': {
    en: '%{option} %{text}: a port is a number from 0 (any) to 65535.',
    zh: '%{option} %{text}：端口应为 0（任意）到 65535 的数字。',
  },
  'option-span': {
    en: '%{option} %{text}: a span of time, such as 30s, 5m, 2h, 1h30m or 3d.',
    zh: '%{option} %{text}：请填写时长，例如 30s、5m、2h、1h30m 或 3d。',
  },
  'option-whole': {
    en: '%{option} %{text}: a whole number from %{least} on.',
    zh: '%{option} %{text}：请填写不小于 %{least} 的整数。',
  },
  'option-one': {
    en: '%{option} %{text}: one of %{known}.',
    zh: '%{option} %{text}：请填写 %{known} 之一。',
  },
  'option-range': {
    en: '%{option} %{text}: a whole number from %{least} to %{most}.',
    zh: '%{option} %{text}：请填写 %{least} 到 %{most} 的整数。',
  },
  'option-seconds': {
    en: '--timeout %{text}: a number of seconds from 1 to 600.',
    zh: '--timeout %{text}：请填写 1 到 600 的秒数。',
  },
  'option-header': {
    en: '--header %{text}: write it as "authorization: Bearer abc".',
    zh: '--header %{text}：请写成 "authorization: Bearer abc"。',
  },
  'option-own-url': {
    en: '--url %{url}: an address of this machine, such as %{example}.',
    zh: '--url %{url}：请填写本机地址，例如 %{example}。',
  },
  'no-address': {
    en: '%{what} %{text}: no address. Write it as http://127.0.0.1:8080/merchant.',
    zh: '%{what} %{text}：不是地址。请写成 http://127.0.0.1:8080/merchant 的形式。',
  },
  'merchant-sum': { en: '%{passed} passed, %{failed} failed', zh: '通过 %{passed} 项，失败 %{failed} 项' },
  'merchant-at': {
    en: '%{url}/merchant (callbacks: %{url}/merchant/callback)',
    zh: '%{url}/merchant（回调：%{url}/merchant/callback）',
  },
  'no-platform': {
    en: '--platform %{platform}: no simulator answers there. Start one with trade-sim dev, or correct the address.',
    zh: '--platform %{platform}：那里没有模拟器应答。请用 trade-sim dev 启动，或改正地址。',
  },
  'no-browser': {
    en: 'trade-sim %{command}: no Chromium found: install one (Debian: apt-get install -y chromium fonts-noto-cjk) or set CHROMIUM_PATH to the program of one.',
    zh: 'trade-sim %{command}：没有找到 Chromium：请安装（Debian：apt-get install -y chromium fonts-noto-cjk），或用 CHROMIUM_PATH 指定其程序。',
  },
  'kit-missing': {
    en: '%{dir}: %{kit} is not installed there. Install it (npm install %{kit}), then run this again.',
    zh: '%{dir}：没有安装 %{kit}。请先安装（npm install %{kit}），再运行本命令。',
  },
  'pages-json-missing': {
    en: '%{dir}: no pages.json, here or in src. Name the folder of a uni-app project.',
    zh: '%{dir}：此处与 src 中都没有 pages.json。请指定 uni-app 项目的文件夹。',
  },
  'is-link': {
    en: '%{place} is a link: remove it, nothing is written through one.',
    zh: '%{place} 是链接：请先删除，不会经由链接写入。',
  },
  copied: {
    en: '%{files} files of %{kit} %{version} are in %{folder}.',
    zh: '%{kit} %{version} 的 %{files} 个文件已在 %{folder}。',
  },
  'copied-next': {
    en: 'In pages.json: "usingComponents": { "pay-button-sdk": "/ttcomponents/%{kit}/pay-button/index" }. Run it again after each update of the kit.',
    zh: '请在 pages.json 中写："usingComponents": { "pay-button-sdk": "/ttcomponents/%{kit}/pay-button/index" }。每次更新组件库后请再运行一次。',
  },
  'map-twice': {
    en: '--map %{from}: this address is mapped twice. Keep one of the two.',
    zh: '--map %{from}：这个地址映射了两次。请只保留一个。',
  },
  'remote-allowed': {
    en: 'Other machines are allowed: requests of the mini-program leave this one (--allow-remote).',
    zh: '已允许访问其他机器：小程序的请求会离开本机（--allow-remote）。',
  },
  recording: {
    en: 'Recording into %{file}; what is there is replaced.',
    zh: '正在录制到 %{file}；原有内容会被替换。',
  },
  'for-device': {
    en: "For one device: { baseUrl: '%{url}', token: '%{token}' }",
    zh: "供一台设备使用：{ baseUrl: '%{url}', token: '%{token}' }",
  },
  'host-no-ip': {
    en: '--host %{host}: not an IP address. Name one address of this machine: %{own}.',
    zh: '--host %{host}：不是 IP 地址。请填写本机的一个地址：%{own}。',
  },
  'host-every': {
    en: '--host %{host}: that would be every network of this machine. Name one address of this machine: %{own}.',
    zh: '--host %{host}：这会开放给本机的所有网络。请填写本机的一个地址：%{own}。',
  },
  'host-foreign': {
    en: '--host %{host}: this machine does not have that address. Name one address of this machine: %{own}.',
    zh: '--host %{host}：本机没有这个地址。请填写本机的一个地址：%{own}。',
  },
  'port-next': {
    en: '--port 65535: with --host the next port is needed, too. Pass a smaller one.',
    zh: '--port 65535：使用 --host 时还需要下一个端口。请换一个更小的端口。',
  },
  'port-taken': {
    en: 'Port %{port} is taken: stop the other program or pass --port <n>.',
    zh: '端口 %{port} 已被占用：请停止占用它的程序，或用 --port <n> 换一个。',
  },
  'store-full': {
    en: 'cannot open the sandbox file %{file}: the disk is full: make room, nothing that was answered is lost.',
    zh: '无法打开沙箱文件 %{file}：磁盘已满。请腾出空间，已应答的内容不会丢失。',
  },
  'store-locked': {
    en: 'cannot open the sandbox file %{file}: another program holds it locked: close it there, and try again.',
    zh: '无法打开沙箱文件 %{file}：被其他程序锁定（数据库浏览器？）。请在那里关闭后重试。',
  },
  'store-damaged': {
    en: 'cannot open the sandbox file %{file}: it is damaged: restore a copy, or name another file with --db; trade-sim import takes an export.',
    zh: '无法打开沙箱文件 %{file}：文件已损坏。请恢复副本，或用 --db 换一个文件；导出的内容可用 trade-sim import 导入。',
  },
  'store-changed': {
    en: 'cannot open the sandbox file %{file}: bytes of it have changed since it was closed: restore a copy, or name another file with --db; trade-sim import takes an export. If the change was meant, delete %{file}.seal.',
    zh: '无法打开沙箱文件 %{file}：关闭之后其中的字节变了。请恢复副本，或用 --db 换一个文件；导出的内容可用 trade-sim import 导入。若是有意修改，请删除 %{file}.seal。',
  },
  'store-readOnly': {
    en: 'cannot open the sandbox file %{file}: it may only be read: give write access, or --db :memory:.',
    zh: '无法打开沙箱文件 %{file}：只读。请授予写权限，或使用 --db :memory:。',
  },
  'store-folder': {
    en: 'cannot open the sandbox file %{file}: it is a folder: name a file in it, --db <folder>/ledger.db.',
    zh: '无法打开沙箱文件 %{file}：这是一个文件夹。请填写其中的文件：--db <文件夹>/ledger.db。',
  },
  'store-noAccess': {
    en: 'cannot open the sandbox file %{file}: the folder cannot be written to: give write access, name another file with --db <file>, or keep nothing with --db :memory:.',
    zh: '无法打开沙箱文件 %{file}：文件夹不可写。请授予写权限，用 --db <文件> 换一个，或用 --db :memory: 不保存。',
  },
  'store-taken': {
    en: 'cannot open the sandbox file %{file}: another simulator has it open, and both would send its callbacks: stop that one, or name another file (trade-sim dev --db <file>).',
    zh: '无法打开沙箱文件 %{file}：另一个模拟器正在使用它，两者会重复发送回调。请先停止那一个，或换一个文件（trade-sim dev --db <文件>）。',
  },
  'option-lang': { en: '--lang %{text}: zh or en.', zh: '--lang %{text}：请填写 zh 或 en。' },
  'option-lib': {
    en: '--lib %{text}: a version such as 2.51.0.',
    zh: '--lib %{text}：请填写版本号，例如 2.51.0。',
  },
  'option-both': {
    en: '--json and --sarif: choose one of the two.',
    zh: '--json 与 --sarif 只能选一个。',
  },
  'types-by': {
    en: "types: checked by the program's own TypeScript, which runs with your rights (%{file}); --no-types leaves it out",
    zh: '类型：由小程序自带的 TypeScript 检查，它以你的权限运行（%{file}）；加 --no-types 则不运行',
  },
  'check-clean': { en: '%{dir}: nothing found.', zh: '%{dir}：没有发现问题。' },
  'check-sum': { en: 'errors: %{errors}, warnings: %{warnings}', zh: '错误：%{errors}，警告：%{warnings}' },
  'source-missing': { en: 'there is no such file in the program', zh: '小程序中没有这个文件' },
  'level-error': { en: 'error', zh: '错误' },
  'level-warning': { en: 'warning', zh: '警告' },
  'problems-left': {
    en: 'problems of this second that were not printed: %{count}; "trade-sim check" and the console of the shell list them',
    zh: '这一秒内未打印的问题：%{count}；"trade-sim check" 与界面的控制台会列出',
  },
} as const satisfies Words;
