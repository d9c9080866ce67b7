/**
 * Your server, as the kit asks it. '/merchant' is the one that the simulator plays. Before a release: the address
 * of your own, https://…, which answers what the kit's docs/merchant.md says.
 */
export const MERCHANT = '/merchant';
