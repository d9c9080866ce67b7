// First, so that ordinary handlers may return promises.
import 'microapp-trade-kit/taro'
import { createApp } from 'vue'
import { setup } from 'microapp-trade-kit'
import { MERCHANT, PAGES } from './shop'
import './app.css'

setup({ merchant: { baseUrl: MERCHANT }, pages: PAGES })

export default createApp({})
