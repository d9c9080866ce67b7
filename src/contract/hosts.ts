import type { Host } from './since';

interface HostProfile extends Host {
  id: string;
  appVersion: string;
}

/**
 * Hosts that differ in what exists, oldest first: base libraries at which the contract says that something
 * begins (pay-button §1, jsapi intro). Which Douyin carried the older ones no document says: below 23.0,
 * where the industry SDK begins, any version does.
 */
export const HOST_PROFILES: readonly HostProfile[] = [
  { id: '2.43', baseLibrary: '2.43.0', appVersion: '22.0.0', industrySdk: false },
  { id: '2.51', baseLibrary: '2.51.0', appVersion: '22.0.0', industrySdk: false },
  { id: '2.67', baseLibrary: '2.67.0', appVersion: '22.0.0', industrySdk: false },
  { id: '2.74', baseLibrary: '2.74.0', appVersion: '23.0.0', industrySdk: false },
  { id: '2.74-sdk', baseLibrary: '2.74.0', appVersion: '23.0.0', industrySdk: true },
  { id: '2.85', baseLibrary: '2.85.0', appVersion: '25.0.0', industrySdk: true },
  { id: '3.56', baseLibrary: '3.56.0', appVersion: '30.2.0', industrySdk: true },
];

export const NEWEST_HOST = HOST_PROFILES[HOST_PROFILES.length - 1]!;

export function hostProfile(id: string | null | undefined): HostProfile | undefined {
  return HOST_PROFILES.filter((profile) => profile.id === id)[0];
}
