/** The kit's components, once: builds, measures, layers and the simulator go by these lists. */

/**
 * Stand in a page: the tags of the base library that the kit replaces (contract pay-button §1, consume-card
 * §1).
 */
export const KIT_TAGS = ['pay-button', 'consume-card'] as const;

/** Pages by themselves: those of the trade plugin (contract templates §1). */
export const KIT_PAGES = ['order-confirm', 'refund-apply', 'refund-detail'] as const;

export const KIT_COMPONENTS = [...KIT_TAGS, ...KIT_PAGES] as const;
export type KitComponent = (typeof KIT_COMPONENTS)[number];
