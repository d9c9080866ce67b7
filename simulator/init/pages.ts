import { KIT_PAGES as NAMES } from '../../src/contract/components';

type Name = (typeof NAMES)[number];

/** A page of the kit, as each framework writes a page that holds one component. */
export interface KitPage {
  /** The component, and the last part of its page's path. */
  name: Name;
  /** In `setup({ pages })`. */
  key: string;
  title: string;
  /** Query of the page -> property of the component. */
  query: Record<string, string>;
}

const ABOUT: Record<Name, Omit<KitPage, 'name' | 'key'>> = {
  'order-confirm': { title: '提交订单', query: { session: 'session' } },
  'refund-apply': { title: '申请退款', query: { session: 'session' } },
  'refund-detail': { title: '退款详情', query: { session: 'session', refundId: 'refund-id' } },
};

export const KIT_PAGES: readonly KitPage[] = NAMES.map((name) => ({
  name,
  key: camel(name),
  ...ABOUT[name],
}));

const names = ({ query }: KitPage): string[] => Object.keys(query);
const bound = ({ query }: KitPage, bind: (property: string, name: string) => string): string =>
  Object.entries(query)
    .map(([name, property]) => ` ${bind(property, name)}`)
    .join('');

/** `{ session = '', refundId = '' }`. */
const taken = (page: KitPage): string =>
  `{ ${names(page)
    .map((name) => `${name} = ''`)
    .join(', ')} }`;
const data = (page: KitPage): string =>
  `{ ${names(page)
    .map((name) => `${name}: ''`)
    .join(', ')} }`;

export const pageConfig = ({ name, title }: KitPage, component: string): Record<string, unknown> => ({
  navigationBarTitleText: title,
  usingComponents: { [name]: component },
});

/** `Page({ … })`, for TypeScript or JavaScript. */
export function nativeScript(page: KitPage, isTyped: boolean): string {
  const type = isTyped
    ? `: { ${names(page)
        .map((name) => `${name}?: string`)
        .join('; ')} }`
    : '';
  return `Page({
  data: ${data(page)},

  onLoad(${taken(page)}${type}) {
    this.setData({ ${names(page).join(', ')} });
  },
});
`;
}

export const nativeTemplate = (page: KitPage): string =>
  `<${page.name}${bound(page, (property, name) => `${property}="{{${name}}}"`)} />\n`;

export const taroReact = (page: KitPage): string => `import { useRouter } from '@tarojs/taro'

export default function Page() {
  const ${taken(page)} = useRouter().params
  return <${page.name}${bound(page, (property, name) => `${property}={${name}}`)} />
}
`;

export const taroVue = (page: KitPage): string => `<template>
  <${page.name}${bound(page, (property, name) => `:${property}="${name}"`)} />
</template>

<script setup>
import { useRouter } from '@tarojs/taro'

const ${taken(page)} = useRouter().params
</script>
`;

export const taroConfig = (page: KitPage, component: string): string => `export default definePageConfig({
  navigationBarTitleText: '${page.title}',
  usingComponents: {
    '${page.name}': '${component}',
  },
})
`;

export const uniVue = (page: KitPage): string => `<template>
  <${page.name}${bound(page, (property, name) => `:${property}="${name}"`)} />
</template>

<script setup>
import { ref } from 'vue'
import { onLoad } from '@dcloudio/uni-app'

${names(page)
  .map((name) => `const ${name} = ref('')`)
  .join('\n')}
onLoad((query) => {
${names(page)
  .map((name) => `  ${name}.value = query.${name} || ''`)
  .join('\n')}
})
</script>
`;

export const mpxPage = (page: KitPage, component: string): string => `<template>
  <${page.name}${bound(page, (property, name) => `${property}="{{${name}}}"`)} />
</template>

<script>
import { createPage } from '@mpxjs/core'

createPage({
  data: ${data(page)},
  onLoad(${taken(page)}) {
${names(page)
  .map((name) => `    this.${name} = ${name}`)
  .join('\n')}
  },
})
</script>

<script type="application/json">
${JSON.stringify(pageConfig(page, component), null, 2)}
</script>
`;
import { camel } from '../letter-case';
