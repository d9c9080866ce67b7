// First, so that ordinary handlers may return promises.
import 'microapp-trade-kit/auto'
import { createSSRApp } from 'vue'
import { setup } from 'microapp-trade-kit'
import App from './App.vue'
import { MERCHANT, PAGES } from './shop'

setup({ merchant: { baseUrl: MERCHANT }, pages: PAGES })

export function createApp() {
  return { app: createSSRApp(App) }
}
