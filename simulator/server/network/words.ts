import type { Words } from '../../words/table';

/** What is wrong with a map of an address to a server, and what to write. */
export const words = {
  'no-address': { en: '"%{text}" is no address', zh: '“%{text}”不是地址' },
  'full-from': {
    en: 'Write the address that the program asks in full, as in %{example}.',
    zh: '请完整填写小程序所请求的地址，例如 %{example}。',
  },
  'full-to': {
    en: 'Write the address of your server in full, as in %{example}.',
    zh: '请完整填写你的服务端地址，例如 %{example}。',
  },
  'no-web': { en: '"%{text}" is no web address', zh: '“%{text}”不是网络地址' },
  'web-from': {
    en: 'Write the address that the program asks with https:// or http:// before it.',
    zh: '小程序所请求的地址请以 https:// 或 http:// 开头。',
  },
  'web-to': {
    en: 'Write the address of your server with https:// or http:// before it.',
    zh: '你的服务端地址请以 https:// 或 http:// 开头。',
  },
  password: { en: '"%{origin}" is given with a name and a password', zh: '“%{origin}”带有用户名和密码' },
  'password-fix': {
    en: 'Leave them out: a program sends its own header.',
    zh: '请去掉：小程序会发送自己的请求头。',
  },
  query: { en: '"%{text}" has a query or a fragment', zh: '“%{text}”带有查询或片段' },
  'query-fix': {
    en: 'Map a host, or a host with the beginning of a path.',
    zh: '请映射主机，或主机加路径开头。',
  },
  remote: { en: '"%{origin}" is another machine', zh: '“%{origin}”是其他机器' },
  'remote-fix': {
    en: 'Map to 127.0.0.1, or allow other machines with --allow-remote.',
    zh: '请映射到 127.0.0.1，或用 --allow-remote 允许其他机器。',
  },
  'no-text': { en: '"%{from}" leads to no text', zh: '“%{from}”的值不是文本' },
  'no-text-fix': { en: 'Write the address of your server.', zh: '请填写你的服务端地址。' },
  twice: { en: '"%{from}" is mapped twice', zh: '“%{from}”映射了两次' },
  'twice-fix': { en: 'Take one of the two out.', zh: '请去掉其中一个。' },
  form: { en: 'an address, "=" and the address of your server', zh: '应为：地址、“=”、你的服务端地址' },
  'form-fix': { en: 'Write --map %{example}.', zh: '请写 --map %{example}。' },
} as const satisfies Words;
