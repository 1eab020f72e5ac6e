/**
 * Bytes that the file of one study document may have, wherever it comes in: a page, a request, the command line. Five
 * thousand items with both languages are 4 MB, and 7 MB where they are indented.
 */
export const largestDocumentBytes = 20_000_000;
