const RPX = /(?<![\w#.%-])([+-]?(?:\d+\.?\d*|\.\d+))rpx\b/g;

/**
 * `88rpx` -> `calc(88 * var(--rpx))`: exact where a `vw` figure would be rounded. The frame defines `--rpx`
 * as 100vw / 750.
 */
export function replaceRpx(css: string): string {
  return css.includes('rpx') ? css.replace(RPX, 'calc($1 * var(--rpx))') : css;
}
