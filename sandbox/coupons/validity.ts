/** How long codes can be redeemed where nobody said, ms. */
export const usualValidity = 180 * 24 * 60 * 60 * 1000;
