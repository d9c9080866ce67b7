/** What the shell sees of a running program, while one of the panels for it is open. */

/** What one of these panels shows. */
export type Inspected = Snapshot['what'];

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
  /** The `setData` of each page and component, the largest in sum first. */
  updates: UpdateFigures[];
  /** How many more there are than the list has. */
  moreUpdates: number;
}

export interface UpdateFigures {
  is: string;
  /** Calls in the last second, and in the busiest one. */
  perSecond: number;
  peak: number;
  calls: number;
  /** Of JSON: in sum, and of the largest call. */
  bytes: number;
  largest: number;
}

/** One line of the tree of the page that is shown, as far as it is unfolded. */
export interface ElementRow {
  id: number;
  /** Levels below the page. */
  depth: number;
  kind: 'page' | 'component' | 'tag' | 'text';
  /** The tag as in the template, or the text itself. */
  name: string;
  /** id, class and data-… */
  attributes: [name: string, value: string][];
  children: number;
  open: boolean;
}

/** The details of the element that was chosen. */
export interface ElementDetail {
  id: number;
  name: string;
  kind: ElementRow['kind'];
  /** Path of the page or component that it is; of one in whose template it stands otherwise. */
  is: string;
  /** What a page or component shows. JSON. */
  data?: string;
  dataset?: string;
  attributes: [name: string, value: string][];
  /** Computed; what has the value that CSS begins with is left out. */
  styles: [name: string, value: string][];
  /** px in the window of the page. */
  box?: { left: number; top: number; width: number; height: number };
}

export interface ElementTree {
  rows: ElementRow[];
  /** How many more lines there are than `rows` has. */
  more: number;
  chosen?: ElementDetail;
  /** The next tap on the phone chooses what it meets. */
  picking: boolean;
}

export type Snapshot =
  | { what: 'elements'; tree: ElementTree }
  | { what: 'storage'; entries: StoredEntry[] }
  | { what: 'data'; nodes: DataNode[]; more: number }
  | { what: 'performance'; values: Performance };
