/**
 * Says sentences of the sources in another language.
 * @param table sentence -> the same in that language
 * @param file where the table stands, for whoever has to add a line
 * @returns throws for a sentence that nobody has translated
 */
export const sayFrom =
  (table: Readonly<Record<string, string>>, file: string) =>
  (sentence: string): string => {
    const said: unknown = table[sentence];
    if (typeof said !== 'string') throw new Error(`${file}: no Chinese for "${sentence}", add a line`);
    return said;
  };
