import type { FilledCell } from './filled-cell.ts';
import type { Form } from './form.ts';
import type { Proposal } from './propose-cells.ts';
import type { ReturnInputs } from './return-inputs.ts';

/** Every cell of the form, in its order: what people entered goes before what the ledger knows. A blank enters nothing. */
export const fillCells = (
  form: Pick<Form, 'cells'>,
  entered: ReturnInputs['cells'],
  proposal: Proposal,
): readonly FilledCell[] =>
  form.cells.map(({ id }) => {
    const proposed = proposal[id] ?? null;
    const written = entered[id] ?? null;
    if (written !== null) return { id, value: written, from: 'entered', proposed };
    return { id, value: proposed, from: proposed === null ? null : 'ledger', proposed };
  });
