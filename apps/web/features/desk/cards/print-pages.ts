/** Two cards stand beside each other on a sheet of A4; folded they are 97 × 94 mm. */
export const cardsPerSheet = 2;

/** Rows of codes on a page, each high enough to be written in by hand. */
export const codesPerPage = 20;

/** The rows of each page in turn. */
export function pagesOf<T>(rows: readonly T[], perPage: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / perPage) }, (_, page) =>
    rows.slice(page * perPage, (page + 1) * perPage),
  );
}
