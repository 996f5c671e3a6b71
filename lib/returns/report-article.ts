/**
 * Of `report.html` what the public reads where the report itself is published: its chapters with their tables, from the first heading
 * up to the appendix, which is for those who check it. Of other pages nothing.
 */
export const reportArticle = (page: string): string => {
  const from = page.indexOf('<h2');
  const appendix = page.indexOf('<h2 class="new-page">');
  if (from === -1) return '';
  return page.slice(from, appendix === -1 ? page.indexOf('</body>') : appendix).trim();
};
