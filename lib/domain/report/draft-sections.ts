import { draft2014 } from './draft-2014.ts';
import { draft2021 } from './draft-2021.ts';
import type { ReportFacts } from './report-facts.ts';
import type { ReportSection } from './section.ts';

const DRAFTS = { 'form-2014': draft2014, 'form-2021': draft2021 } as const;

/**
 * The report's text: what staff wrote, and where they wrote nothing a draft from the figures. A figure that nobody knows
 * is told as not filled in (尚未填报) or unknown (不详), never as 0.
 */
export const draftSections = (facts: ReportFacts): readonly ReportSection[] => {
  const { form, inputs } = facts;
  const drafted = DRAFTS[form.id](facts);
  return form.sections.map(({ id, heading }) => {
    const written = Object.hasOwn(inputs.sections, id) ? (inputs.sections[id] ?? []) : [];
    return written.length > 0
      ? { id, heading, paragraphs: written, edited: true }
      : { id, heading, paragraphs: drafted[id] ?? [], edited: false };
  });
};
