/** A sentence for the people of an office, Chinese first. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** One broken rule or warning: which, where in the input, and how to mend it. */
export interface Violation {
  /** Stable, for machines: lower-case words joined by hyphens. */
  readonly code: string;
  /** JSON Pointer (RFC 6901) into the posted document; '' is the whole. */
  readonly pointer: string;
  readonly message: Sentence;
}
