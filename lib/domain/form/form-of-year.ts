import type { FormOfYear } from './form.ts';
import { FORM_2014 } from './form-2014.ts';
import { FORM_2021 } from './form-2021.ts';

const LAST_OF_2014 = 2018;
const FIRST_OF_2021 = 2021;

/** The form by which a year is reported. The layout of 2019 and 2020 (国办公开办函〔2019〕60号) was an interim one. */
export const formOf = (year: number): FormOfYear => {
  if (year <= LAST_OF_2014) return { offered: true, form: FORM_2014 };
  if (year >= FIRST_OF_2021) return { offered: true, form: FORM_2021 };
  return {
    offered: false,
    reason: {
      zh: `${year}年的年报适用过渡格式（国办公开办函〔2019〕60号），本系统不提供该格式的表格。`,
      en: `The return of ${year} has an interim layout (国办公开办函〔2019〕60号), which this system does not offer.`,
    },
  };
};
