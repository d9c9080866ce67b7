/** Names of this machine, as `URL` writes them. */
const NAME = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a host name is this machine's own. */
export const isLoopback = (hostname: string): boolean => NAME.test(hostname);
