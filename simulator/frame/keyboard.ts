/** A keyboard that the shell draws covers the page from below: the page moves up as far as its field asks. */
import * as glassEasel from 'glass-easel';
import type { Router } from '../runtime/router';
import { elementAt } from './element-tree';

/** The field with the focus, through the trees of pages. */
function focusedField(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** @param covers px of the frame, from below; 0 when the keyboard is gone */
export function makeRoom(router: Router, covers: number): void {
  const page = router.current?.element;
  if (!page) return;
  page.style.transform = '';
  const field = covers > 0 ? focusedField() : null;
  const tag = field ? elementAt(field) : undefined;
  if (!field || !(tag instanceof glassEasel.Component)) return;
  const { adjustPosition, cursorSpacing } = tag.data as { adjustPosition?: unknown; cursorSpacing?: unknown };
  if (adjustPosition === false) return;
  const spacing = typeof cursorSpacing === 'number' ? cursorSpacing : 0;
  const missing = field.getBoundingClientRect().bottom + spacing - (innerHeight - covers);
  if (missing > 0) page.style.transform = `translateY(${-Math.min(missing, covers)}px)`;
}
