/** A chapter or section of the report, as it is printed. */
export interface ReportSection {
  /** That of the form's section: `1` to `8` of the old form, `1` to `6` of the current one. */
  readonly id: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** Staff wrote it in place of the draft. */
  readonly edited: boolean;
}
