/** What the shell sees of a running program, while one of the panels for it is open. */

export const INSPECTED = ['storage', 'data', 'performance'] as const;
export type Inspected = (typeof INSPECTED)[number];

/** One entry of the program's storage. */
export interface StoredEntry {
  key: string;
  /** JSON, its beginning where it is long. */
  text: string;
  cut?: boolean;
  /** Characters. */
  size: number;
}

/** The data of one page, or of a component on it. */
export interface DataNode {
  id: number;
  page: string;
  /** Path of the component; the page's own where it is the page. */
  is: string;
  /** How many components it is inside of; 0 for a page. */
  depth: number;
  text: string;
  cut?: boolean;
}

export interface Performance {
  /** ms from the start of the frame to its first picture and to the first page; absent before. */
  firstPaint?: number;
  ready?: number;
  /** Elements of the page that is shown, and how deep they go. */
  nodes: number;
  depth: number;
  pages: number;
  storageKb: number;
}

export type Snapshot =
  | { what: 'storage'; entries: StoredEntry[] }
  | { what: 'data'; nodes: DataNode[]; more: number }
  | { what: 'performance'; values: Performance };
