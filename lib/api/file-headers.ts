const NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Headers of a file from outside that a browser must save, never show or run. The name holds no quotes or line breaks. */
export const downloadHeaders = (name: string): Readonly<Record<string, string>> => ({
  'Content-Disposition': `attachment; filename="${name}"`,
  'Content-Security-Policy': NOTHING_RUNS,
  'Cache-Control': 'private, no-store',
});

/**
 * Headers of a page that we wrote ourselves and that stands alone, styles included: it is shown, but runs nothing and
 * loads nothing. Its styles may be inline, since no markup of others is in it and no script runs.
 */
export const standaloneHeaders = (name: string): Readonly<Record<string, string>> => ({
  'Content-Disposition': `inline; filename="${name}"`,
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox",
  'Cache-Control': 'private, no-store',
});

/** Headers of the copy sheet, which stands alone too; its body may show pictures from elsewhere, as the public's page does. */
export const COPY_SHEET_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data: http: https:; frame-ancestors 'none'; sandbox",
  'Cache-Control': 'private, no-store',
};
