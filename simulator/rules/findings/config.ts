import type { FindingWords } from './shape';

/** What may be wrong with trade-sim.config.json, and with `--map` of the command line. */
export const CONFIG_FINDINGS = {
  'config-key': {
    level: 'error',
    message: { en: '"%{name}" is no setting', zh: '没有设置项“%{name}”' },
    fix: { en: 'Take it out: the settings are %{known}.', zh: '请删除：设置项只有 %{known}。' },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'config-object': {
    level: 'error',
    message: { en: 'the file holds no object', zh: '文件内容不是对象' },
    fix: { en: 'Begin it with { and end it with }.', zh: '请以 { 开头、以 } 结尾。' },
  },
  'config-map': {
    level: 'error',
    message: { en: '"map" is an object of addresses', zh: '“map”应为地址对象' },
    fix: {
      en: 'Write "map": { "https://api.example.com": "http://127.0.0.1:8080" }.',
      zh: '请写 "map": { "https://api.example.com": "http://127.0.0.1:8080" }。',
    },
  },
  'config-conditions': {
    level: 'error',
    message: { en: '"conditions" is an object', zh: '“conditions”应为对象' },
    fix: {
      en: 'Write "conditions": { "device": "iphone-14", "network": "slow" }.',
      zh: '请写 "conditions": { "device": "iphone-14", "network": "slow" }。',
    },
  },
  'config-condition-name': {
    level: 'error',
    message: { en: '"%{name}" is no condition', zh: '没有环境项“%{name}”' },
    fix: { en: 'The conditions are %{known}.', zh: '可用的环境项：%{known}。' },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'config-condition-flag': {
    level: 'error',
    message: { en: '"%{name}" is no boolean', zh: '“%{name}”不是布尔值' },
    fix: { en: 'Write true or false.', zh: '请写 true 或 false。' },
  },
  'config-condition-text': {
    level: 'error',
    message: { en: '"%{name}" is no string', zh: '“%{name}”不是文本' },
    fix: { en: 'Write it in double quotes.', zh: '请写在双引号中。' },
  },
  'config-condition-value': {
    level: 'error',
    message: { en: '"%{name}" does not take "%{text}"', zh: '“%{name}”不能是“%{text}”' },
    fix: {
      en: 'Write %{form}; "trade-sim dev --help" explains it.',
      zh: '请写 %{form}；说明见 "trade-sim dev --help"。',
    },
  },
  'map-from-address': {
    level: 'error',
    message: { en: '"%{text}" is no address', zh: '“%{text}”不是地址' },
    fix: {
      en: 'Write the address that the program asks in full, as in %{example}.',
      zh: '请完整填写小程序所请求的地址，例如 %{example}。',
    },
  },
  'map-to-address': {
    level: 'error',
    message: { en: '"%{text}" is no address', zh: '“%{text}”不是地址' },
    fix: {
      en: 'Write the address of your server in full, as in %{example}.',
      zh: '请完整填写你的服务端地址，例如 %{example}。',
    },
  },
  'map-from-web': {
    level: 'error',
    message: { en: '"%{text}" is no web address', zh: '“%{text}”不是网络地址' },
    fix: {
      en: 'Write the address that the program asks with https:// or http:// before it.',
      zh: '小程序所请求的地址请以 https:// 或 http:// 开头。',
    },
  },
  'map-to-web': {
    level: 'error',
    message: { en: '"%{text}" is no web address', zh: '“%{text}”不是网络地址' },
    fix: {
      en: 'Write the address of your server with https:// or http:// before it.',
      zh: '你的服务端地址请以 https:// 或 http:// 开头。',
    },
  },
  'map-password': {
    level: 'error',
    message: { en: '"%{origin}" is given with a name and a password', zh: '“%{origin}”带有用户名和密码' },
    fix: { en: 'Leave them out: a program sends its own header.', zh: '请去掉：小程序会发送自己的请求头。' },
  },
  'map-star': {
    level: 'error',
    message: { en: '"*" stands for nothing in "%{host}"', zh: '“%{host}”中的“*”不起作用' },
    fix: { en: 'Map each host by itself.', zh: '请逐个映射每个主机。' },
  },
  'map-query': {
    level: 'error',
    message: { en: '"%{text}" has a query or a fragment', zh: '“%{text}”带有查询或片段' },
    fix: {
      en: 'Map a host, or a host with the beginning of a path.',
      zh: '请映射主机，或主机加路径开头。',
    },
  },
  'map-remote': {
    level: 'error',
    message: { en: '"%{origin}" is another machine', zh: '“%{origin}”是其他机器' },
    fix: {
      en: 'Map to 127.0.0.1, or allow other machines with --allow-remote.',
      zh: '请映射到 127.0.0.1，或用 --allow-remote 允许其他机器。',
    },
  },
  'map-no-text': {
    level: 'error',
    message: { en: '"%{from}" leads to no text', zh: '“%{from}”的值不是文本' },
    fix: { en: 'Write the address of your server.', zh: '请填写你的服务端地址。' },
  },
  'map-twice': {
    level: 'error',
    message: { en: '"%{from}" is mapped twice', zh: '“%{from}”映射了两次' },
    fix: { en: 'Take one of the two out.', zh: '请去掉其中一个。' },
  },
  'map-form': {
    level: 'error',
    message: {
      en: 'an address, "=" and the address of your server',
      zh: '应为：地址、“=”、你的服务端地址',
    },
    fix: { en: 'Write --map %{example}.', zh: '请写 --map %{example}。' },
  },
} as const satisfies Record<string, FindingWords>;
