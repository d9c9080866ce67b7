import type { ComponentChildren } from 'preact';

interface TableProps {
  /** What the table is called where it is read out. */
  label: string;
  columns: readonly string[];
  /** Its rows, as `<tr>`. */
  children: ComponentChildren;
}

/** A table that scrolls by itself where the panel is narrow, also by keyboard. */
export function Table({ label, columns, children }: TableProps) {
  return (
    <div class="table-room" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
