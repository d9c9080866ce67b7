import { useEffect } from 'preact/hooks';
import type { Inspected, Snapshot } from '../../inspect';
import type { FrameLink } from '../frame-link';

interface Frame {
  link: FrameLink;
  snapshot: Snapshot | undefined;
  /** Changes when the frame is another document. */
  status: string;
}

/** Has the frame tell of one thing while the panel is there. */
export function useSnapshot<W extends Inspected>(
  what: W,
  { link, snapshot, status }: Frame,
): Extract<Snapshot, { what: W }> | undefined {
  useEffect(() => {
    link.post({ sim: 'inspect', what });
    return () => link.post({ sim: 'inspect' });
  }, [link, what, status]);
  return snapshot?.what === what ? (snapshot as Extract<Snapshot, { what: W }>) : undefined;
}

export type { Frame as InspectedFrame };
